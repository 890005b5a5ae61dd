#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "core/session_members.hpp"

namespace core {
namespace {

using namespace stored;

/// Appends JSON to a string that it makes longer than needed and cuts at the end: asking for room once a text, not
/// once a byte, makes it twice as fast.
class Writer {
 public:
  Writer() : out_(1024, '\0') {}

  void put(char c) {
    make_room(1);
    out_[used_++] = c;
  }

  void put(std::string_view bytes) {
    make_room(bytes.size());
    bytes.copy(&out_[used_], bytes.size());
    used_ += bytes.size();
  }

  void write(std::monostate) { put("null"); }
  void write(std::uint32_t number) { digits(number); }
  void write(TimePoint time) { digits(time.time_since_epoch().count()); }
  void write(Enum auto value) { digits(static_cast<unsigned>(value)); }

  void write(double number) {
    if (!std::isfinite(number)) write(std::monostate{});
    else if (std::abs(number) < 1e15) digits(number);
    else digits(number, std::chars_format::scientific);  // a whole number beyond 64 bits would not be read again
  }

  void write(const std::string& text) {
    make_room(longest_escape * text.size() + 2);
    char* to = &out_[used_];
    *to++ = '"';
    for (const char c : text) {
      if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') *to++ = c;
      else to = escape(to, c);
    }
    *to++ = '"';
    used_ = static_cast<std::size_t>(to - out_.data());
  }

  void write(const Value& value) {
    std::visit([this](const auto& held) { write(held); }, value);
  }

  void write(const Vars& vars) {
    put('{');
    bool first = true;
    for (const auto& [name, value] : vars) {
      if (!std::exchange(first, false)) put(',');
      write(name);
      put(':');
      write(value);
    }
    put('}');
  }

  template <class T>
  void write(const std::vector<T>& list) {
    put('[');
    bool first = true;
    for (const T& item : list) {
      if (!std::exchange(first, false)) put(',');
      write(item);
    }
    put(']');
  }

  template <Record T>
  void write(const T& record) {
    put('{');
    write_members(record, true);
    put('}');
  }

  template <Record T>
  void write_members(const T& record, bool first) {
    const auto one = [&](char letter, const auto& value) {
      if (value == std::remove_cvref_t<decltype(value)>{}) return;
      if (!std::exchange(first, false)) put(',');
      write_key(letter);
      write(value);
    };
    std::apply([&](auto... member) { (one(member.first, record.*member.second), ...); }, members<T>);
  }

  void write_key(char letter) {
    for (const char c : {'"', letter, '"', ':'}) put(c);
  }

  std::string take() {
    out_.resize(used_);
    return std::move(out_);
  }

 private:
  static constexpr std::size_t longest_escape = 6;  // \u001f

  void make_room(std::size_t bytes) {
    if (out_.size() - used_ < bytes) out_.resize(std::max(2 * out_.size(), used_ + bytes));
  }

  void digits(auto number, auto... format) {
    char text[32];
    put(std::string_view{text, std::to_chars(text, text + sizeof text, number, format...).ptr});
  }

  static char* escape(char* to, char c) {
    constexpr char hex[] = "0123456789abcdef";
    *to++ = '\\';
    if (c == '"' || c == '\\') *to++ = c;
    else if (c == '\n') *to++ = 'n';
    else to = std::ranges::copy(std::array{'u', '0', '0', hex[c >> 4], hex[c & 15]}, to).out;
    return to;
  }

  std::string out_;
  std::size_t used_ = 0;
};

}  // namespace

std::string to_json(const Session& session) {
  Writer out;
  out.put('{');
  out.write_key('v');
  out.write(newest_version);
  out.write_members(session, false);
  out.put('}');
  return out.take();
}

}  // namespace core
