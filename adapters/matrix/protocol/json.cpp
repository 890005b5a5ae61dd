#include "adapters/matrix/protocol/json.hpp"

namespace matrix {

using nlohmann::json;

constexpr int deepest = 64;

std::optional<json> parse_json(std::string_view text) {
  bool too_deep = false;
  const auto watch = [&too_deep](int depth, json::parse_event_t, json&) {
    too_deep = too_deep || depth > deepest;
    return !too_deep;  // false: not kept, so the tree stays shallow
  };
  json parsed = json::parse(text, watch, false);
  if (parsed.is_discarded() || too_deep) return {};
  return parsed;
}

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

const json& member(const json& object, std::string_view key) {
  static const json null;
  if (!object.is_object()) return null;
  const auto found = object.find(key);
  return found == object.end() ? null : *found;
}

std::string text_of(const json& object, std::string_view key) {
  const json& value = member(object, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::int64_t number_of(const json& object, std::string_view key, std::int64_t otherwise) {
  const json& value = member(object, key);
  if (value.is_number_unsigned())
    return value.get<std::uint64_t>() > INT64_MAX ? otherwise : static_cast<std::int64_t>(value.get<std::uint64_t>());
  return value.is_number_integer() ? value.get<std::int64_t>() : otherwise;
}

}  // namespace matrix
