#include "adapters/net/retry_after.hpp"

#include <time.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace net {

namespace {

constexpr std::chrono::seconds longest = std::chrono::hours(1);

std::optional<std::chrono::system_clock::time_point> date(std::string_view text) {
  std::tm parts{};
  const std::string ended(text);
  const char* end = ::strptime(ended.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (!end || *end != '\0') return {};
  return std::chrono::system_clock::from_time_t(::timegm(&parts));
}

}  // namespace

std::optional<std::chrono::milliseconds> retry_after(std::string_view header, std::chrono::system_clock::time_point now) {
  long seconds = 0;
  const auto [end, error] = std::from_chars(header.data(), header.data() + header.size(), seconds);
  if (end == header.data() + header.size() && error != std::errc::invalid_argument && !header.starts_with('-'))
    return error == std::errc{} ? std::min(std::chrono::seconds(seconds), longest) : longest;
  const auto then = date(header);
  if (!then) return {};
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*then - now);
  return std::clamp<std::chrono::milliseconds>(wait, std::chrono::milliseconds(0), longest);
}

}  // namespace net
