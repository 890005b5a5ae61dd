#include <charconv>
#include <cmath>
#include <limits>
#include <tuple>
#include <type_traits>

#include <simdjson.h>

#include "core/session.hpp"

namespace core {
namespace {

constexpr std::uint32_t newest_version = 1;

// What is stored of each type: one letter a member, in this order, and nothing for an empty one, since a session is
// saved at every turn. A letter is never used for anything else. Enumerations go by number, so their values may be
// added to but not moved.
template <class T>
constexpr std::tuple<> members{};
template <class T>
constexpr T last{};

template <>
constexpr auto members<Frame> =
    std::tuple{std::pair{'f', &Frame::flow},  std::pair{'n', &Frame::node}, std::pair{'v', &Frame::vars},
               std::pair{'t', &Frame::tries}, std::pair{'a', &Frame::at},   std::pair{'b', &Frame::trail}};
template <>
constexpr auto members<Entry> = std::tuple{std::pair{'k', &Entry::key}, std::pair{'t', &Entry::title},
                                           std::pair{'v', &Entry::value}, std::pair{'a', &Entry::kept_at}};
template <>
constexpr auto members<Said> = std::tuple{std::pair{'w', &Said::what}, std::pair{'n', &Said::times}};
template <>
constexpr auto members<Timer> = std::tuple{std::pair{'k', &Timer::kind}, std::pair{'d', &Timer::due}};
template <>
constexpr auto members<Session> =
    std::tuple{std::pair{'c', &Session::content},  std::pair{'s', &Session::seen},
               std::pair{'p', &Session::person},   std::pair{'t', &Session::thread},
               std::pair{'w', &Session::waiting},  std::pair{'n', &Session::notebook},
               std::pair{'d', &Session::said},     std::pair{'m', &Session::timers},
               std::pair{'r', &Session::risk},     std::pair{'k', &Session::risk_kind},
               std::pair{'x', &Session::crises}};
template <>
constexpr auto last<Timer::Kind> = Timer::Kind::reminder;
template <>
constexpr auto last<Level> = Level::crisis;
template <>
constexpr auto last<Kind> = Kind::distress;

template <class T>
concept Enum = std::is_enum_v<T>;
template <class T>
concept Record = std::tuple_size_v<std::remove_const_t<decltype(members<T>)>> > 0;

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void write(std::monostate) { out_ += "null"; }
  void write(std::uint32_t number) { digits(number); }
  void write(TimePoint time) { digits(time.time_since_epoch().count()); }
  void write(Enum auto value) { digits(static_cast<unsigned>(value)); }

  void write(double number) {
    if (!std::isfinite(number)) write(std::monostate{});
    else if (std::abs(number) < 1e15) digits(number);
    else digits(number, std::chars_format::scientific);  // a whole number beyond 64 bits would not be read again
  }

  void write(const std::string& text) {
    out_ += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c >= 0x20 && c != '"' && c != '\\') continue;
      out_.append(text, done, i - done);
      escape(c);
      done = i + 1;
    }
    out_.append(text, done);
    out_ += '"';
  }

  void write(const Value& value) {
    std::visit([this](const auto& held) { write(held); }, value);
  }

  void write(const Vars& vars) {
    const char* before = "{";
    for (const auto& [name, value] : vars) {
      out_ += std::exchange(before, ",");
      write(name);
      out_ += ':';
      write(value);
    }
    out_ += vars.empty() ? "{}" : "}";
  }

  template <class T>
  void write(const std::vector<T>& list) {
    const char* before = "[";
    for (const T& item : list) {
      out_ += std::exchange(before, ",");
      write(item);
    }
    out_ += list.empty() ? "[]" : "]";
  }

  template <Record T>
  void write(const T& record) {
    out_ += '{';
    write_members(record, "");
    out_ += '}';
  }

  template <Record T>
  void write_members(const T& record, const char* before) {
    const auto one = [&](char letter, const auto& value) {
      if (value == std::remove_cvref_t<decltype(value)>{}) return;
      out_ += std::exchange(before, ",");
      ((out_ += '"') += letter) += "\":";
      write(value);
    };
    std::apply([&](auto... member) { (one(member.first, record.*member.second), ...); }, members<T>);
  }

 private:
  void digits(auto number, auto... format) {
    char text[32];
    out_.append(text, std::to_chars(text, text + sizeof text, number, format...).ptr);
  }

  void escape(unsigned char c) {
    constexpr char hex[] = "0123456789abcdef";
    if (c == '\n') out_ += "\\n";
    else if (c == '"' || c == '\\') (out_ += '\\') += static_cast<char>(c);
    else ((out_ += "\\u00") += hex[c >> 4]) += hex[c & 15];
  }

  std::string& out_;
};

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
    if (json.get(milliseconds) != simdjson::SUCCESS) return false;
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

std::string to_json(const Session& session) {
  std::string json = R"({"v":)" + std::to_string(newest_version);
  json.reserve(1024);
  Writer(json).write_members(session, ",");
  json += '}';
  return json;
}

std::optional<Session> from_json(std::string_view json) {
  thread_local simdjson::dom::parser parser;  // its buffers are worth keeping: a session is read at every turn
  Json root;
  std::uint64_t version = 0;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS) return {};
  if (root["v"].get(version) != simdjson::SUCCESS || version == 0 || version > newest_version) return {};
  std::optional<Session> session(std::in_place);
  if (!Reader::read(root, *session)) session.reset();
  return session;
}

}  // namespace core
