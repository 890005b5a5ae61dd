#pragma once
#include <chrono>
#include <optional>
#include <string_view>

namespace net {

/// The Retry-After header (RFC 9110, 10.2.3): seconds, or a date. At most an hour; nothing for what is neither.
std::optional<std::chrono::milliseconds> retry_after(std::string_view header, std::chrono::system_clock::time_point now);

}  // namespace net
