#pragma once
#include <chrono>

namespace core {

/// Milliseconds since 1970, UTC. Always an argument here: nothing in core asks a clock.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

}  // namespace core
