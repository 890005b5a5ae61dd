#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace core {

using List = std::vector<std::string>;
/// What a conversation can remember: nothing, a number, a text, or a list of texts.
using Value = std::variant<std::monostate, double, std::string, List>;

/// A few named values. A flat vector: a flow has a handful, and finding one beats hashing at that size.
class Vars {
 public:
  using Entry = std::pair<std::string, Value>;

  /// Null when the name was never set. The pointer lives until the next change.
  const Value* find(std::string_view name) const;
  Value& operator[](std::string_view name);
  void erase(std::string_view name);

  bool empty() const { return entries_.empty(); }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  bool operator==(const Vars&) const = default;

 private:
  std::vector<Entry> entries_;
};

/// "a, b" for a list, "3" for 3.0, "" for nothing.
std::string as_text(const Value& value);
/// A list with each item on a numbered line, "1 a\n2 b"; a single item and anything else as as_text().
std::string as_numbered(const Value& value);
/// A number as it is, a text that is one, else 0.
double as_number(const Value& value);
/// How many: items of a list, 1 for a non-empty text or a number, 0 for nothing.
std::size_t count(const Value& value);

}  // namespace core
