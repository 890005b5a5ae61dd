#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commands/trouble.hpp"

namespace commands {

/// What one look found. The sentence says what to do about it, if anything is.
struct Finding {
  enum class Kind : unsigned char { ok, warning, failure };
  Kind kind = Kind::ok;
  std::string sentence;
  bool operator==(const Finding&) const = default;
};
using Findings = std::vector<Finding>;

inline Finding ok(std::string sentence) { return {Finding::Kind::ok, std::move(sentence)}; }
inline Finding warning(std::string sentence) { return {Finding::Kind::warning, std::move(sentence)}; }
inline Finding failure(std::string sentence) { return {Finding::Kind::failure, std::move(sentence)}; }

/// What a check found that throws Trouble where something falls short.
template <class Check>
Finding found_by(Check check) {
  try {
    return check();
  } catch (const Trouble& trouble) {
    return failure(trouble.what());
  }
}

/// "fails signal: sentence", without the line's end. `about`: one word.
std::string line_of(std::string_view about, const Finding& finding);

}  // namespace commands
