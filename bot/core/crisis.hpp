#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace core {

enum class Level : std::uint8_t { none, support, crisis };
enum class Kind : std::uint8_t {
  none, suicide, self_harm, danger, recent_assault, medical, minor, harm_others, third_party, dissociation, distress
};

std::string_view name(Level level);
std::string_view name(Kind kind);  // as command-line.md spells them; "" for none
/// Kind::none when there is no kind of that name.
Kind kind_named(std::string_view name);

/// What one message says about danger, and the rule that decided.
struct Risk {
  Level level = Level::none;
  Kind kind = Kind::none;
  bool imminent = false;   // plan, means, attempt under way, danger now
  std::string_view rule;   // id of the rule, owned by the lexicon; empty for none
  bool operator==(const Risk&) const = default;
};

class Lexicon;  // one language's rules, compiled: core/lexicon.hpp

/// The gravest finding over all languages. Takes clean() text. Never throws on any text, never blocks, and costs
/// time linear in the message.
Risk assess(std::span<const Lexicon> lexicons, std::string_view text);

}  // namespace core
