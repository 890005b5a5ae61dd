#pragma once
#include <chrono>
#include <cstdint>

namespace signal_channel {

/// As Signal names messages: milliseconds since 1970, by this machine's clock, which is signal-cli's too.
inline std::uint64_t milliseconds_now() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count());
}

}  // namespace signal_channel
