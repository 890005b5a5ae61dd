#pragma once
#include <optional>
#include <string_view>

#include "core/time.hpp"

namespace content {

/// "4s", "2m", "2h", "1d", "3 days". Nothing for anything else, for under a second, and for over ten years.
std::optional<core::Duration> duration(std::string_view written);

}  // namespace content
