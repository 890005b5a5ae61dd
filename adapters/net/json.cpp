#include "adapters/net/json.hpp"

namespace net {

using nlohmann::json;

namespace {

constexpr int deepest = 64;

/// A whole string or number, or else one character.
std::string_view token(std::string_view text) {
  std::size_t end = 1;
  if (text[0] == '"') {
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    ++end;
  } else if (text[0] == '-' || (text[0] >= '0' && text[0] <= '9')) {
    end = text.find_first_not_of("+-.0123456789eE");
  }
  return text.substr(0, end);
}

int step_in(std::string_view token) { return token == "{" || token == "[" ? 1 : 0; }
int step_out(std::string_view token) { return token == "}" || token == "]" ? 1 : 0; }

/// nlohmann would tell the depth to a callback, but then looks through an array again after each of its objects.
bool is_too_deep(std::string_view text) {
  for (int depth = 0; !text.empty();) {
    const std::string_view each = token(text);
    depth += step_in(each) - step_out(each);
    if (depth > deepest) return true;
    text.remove_prefix(each.size());
  }
  return false;
}

std::string_view tame_scalar(std::string_view token) {
  if (json::accept(token)) return token;
  return token[0] == '"' ? "\"\"" : "null";
}

std::string tame(std::string_view text) {
  std::string tamed;
  for (int depth = 0; !text.empty();) {
    const std::string_view each = token(text);
    depth += step_in(each);
    if (depth <= deepest) tamed += each.size() > 1 ? tame_scalar(each) : each;
    else if (depth == deepest + 1 && step_in(each)) tamed += "null";
    depth -= step_out(each);
    text.remove_prefix(each.size());
  }
  return tamed;
}

std::optional<json> parse(std::string_view text) {
  json parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) return {};
  return parsed;
}

}  // namespace

std::optional<json> parse_json(std::string_view text) {
  if (is_too_deep(text)) return {};
  return parse(text);
}

std::optional<json> parse_leniently(std::string_view text) {
  if (std::optional<json> whole = parse_json(text)) return whole;
  return parse(tame(text));
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

}  // namespace net
