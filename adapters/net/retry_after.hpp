#pragma once
#include <chrono>
#include <optional>
#include <string_view>

namespace net {

inline constexpr std::chrono::milliseconds longest_retry_after = std::chrono::hours(1);

/// What a Retry-After header asks for: whole seconds, or a date as RFC 9110 writes them today. Between none and
/// longest_retry_after; nothing for what is neither.
std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view text, std::chrono::system_clock::time_point now);

}  // namespace net
