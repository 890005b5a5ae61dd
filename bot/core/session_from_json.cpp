#include <limits>

#include <simdjson.h>

#include "core/session_members.hpp"

namespace core {
namespace {

using namespace stored;
using Json = simdjson::dom::element;

/// Fills a value from JSON, or says that it is not of that shape. It goes as deep as a session does and no deeper,
/// whatever stands in the JSON.
struct Reader {
  static bool read(const Json& json, double& number) { return json.get(number) == simdjson::SUCCESS; }

  static bool read(const Json& json, std::string& text) {
    std::string_view view;
    if (json.get(view) != simdjson::SUCCESS) return false;
    text = view;
    return true;
  }

  static bool read(const Json& json, std::uint32_t& number) {
    std::uint64_t wide = 0;
    if (json.get(wide) != simdjson::SUCCESS || wide > std::numeric_limits<std::uint32_t>::max()) return false;
    number = static_cast<std::uint32_t>(wide);
    return true;
  }

  static bool read(const Json& json, TimePoint& time) {
    std::int64_t milliseconds = 0;
    constexpr std::int64_t furthest = std::int64_t{1} << 53;  // far from any date, and sums still fit
    if (json.get(milliseconds) != simdjson::SUCCESS || milliseconds < -furthest || milliseconds > furthest) return false;
    time = TimePoint(Duration(milliseconds));
    return true;
  }

  static bool read(const Json& json, Enum auto& value) {
    using Type = std::remove_reference_t<decltype(value)>;
    std::uint32_t number = 0;
    if (!read(json, number) || number > static_cast<std::uint32_t>(last<Type>)) return false;
    value = static_cast<Type>(number);
    return true;
  }

  static bool read(const Json& json, Value& value) {
    switch (json.type()) {
      case simdjson::dom::element_type::STRING: return read(json, value.emplace<std::string>());
      case simdjson::dom::element_type::ARRAY: return read(json, value.emplace<List>());
      case simdjson::dom::element_type::NULL_VALUE: value = {}; return true;
      default: return read(json, value.emplace<double>());
    }
  }

  static bool read(const Json& json, Vars& vars) {
    return each_member(json, [&](std::string_view name, const Json& value) { return read(value, vars[name]); });
  }

  template <class T>
  static bool read(const Json& json, std::vector<T>& list) {
    simdjson::dom::array array;
    if (json.get(array) != simdjson::SUCCESS) return false;
    list.clear();
    list.reserve(array.size());
    for (const Json item : array) {
      if (!read(item, list.emplace_back())) return false;
    }
    return true;
  }

  template <Record T>
  static bool read(const Json& json, T& record) {
    return each_member(json, [&](std::string_view name, const Json& value) {
      const auto fits = [&](auto member) {
        return name.size() != 1 || name[0] != member.first || read(value, record.*member.second);
      };
      return std::apply([&](auto... member) { return (fits(member) && ...); }, members<T>);
    });
  }

  template <class Take>
  static bool each_member(const Json& json, Take take) {
    simdjson::dom::object object;
    if (json.get(object) != simdjson::SUCCESS) return false;
    for (const auto member : object) {
      if (!take(member.key, member.value)) return false;
    }
    return true;
  }
};

}  // namespace

std::optional<Session> from_json(std::string_view json) {
  thread_local simdjson::dom::parser parser;  // its buffers are worth keeping: a session is read at every turn
  Json root;
  std::uint64_t version = 0;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS) return {};
  if (root["v"].get(version) != simdjson::SUCCESS || version == 0 || version > newest_version) return {};
  std::optional<Session> session(std::in_place);
  if (!Reader::read(root, *session)) return {};
  std::erase_if(session->waiting, [](const Thread& thread) { return thread.empty(); });
  return session;
}

}  // namespace core
