#pragma once
#include <cstdint>
#include <string_view>

namespace runtime {

/// What keeps a channel from answering people, and needs whoever runs the bot, or time.
enum class Trouble : std::uint8_t { none, rate_limit, captcha, no_account, refusal };
inline constexpr std::size_t trouble_count = 5;
std::string_view name(Trouble trouble);  // "rate_limit"

}  // namespace runtime
