#include "adapters/net/retry_after.hpp"

#include <algorithm>
#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>
#include <string>

namespace net {

using std::chrono::milliseconds;
using std::chrono::system_clock;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

milliseconds read_seconds(std::string_view digits) {
  milliseconds time{0};
  for (const char digit : digits) time = std::min(time * 10 + std::chrono::seconds(digit - '0'), longest_retry_after);
  return time;
}

std::optional<std::chrono::sys_seconds> read_date(std::string_view text) {
  constexpr std::string_view example = "Sun, 06 Nov 1994 08:49:37 GMT";
  if (text.size() != example.size()) return std::nullopt;  // get_time() is content with a beginning
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  std::tm date{};
  in >> std::get_time(&date, "%a, %d %b %Y %H:%M:%S GMT");
  if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(::timegm(&date)));  // the system clock's ticks end in 2262
}

}  // namespace

std::optional<milliseconds> parse_retry_after(std::string_view text, system_clock::time_point now) {
  if (!text.empty() && std::ranges::all_of(text, is_digit)) return read_seconds(text);
  const std::optional<std::chrono::sys_seconds> date = read_date(text);
  if (!date) return std::nullopt;
  return std::clamp<milliseconds>(*date - std::chrono::floor<milliseconds>(now), milliseconds(0), longest_retry_after);
}

}  // namespace net
