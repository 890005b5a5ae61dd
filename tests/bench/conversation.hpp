#pragma once
#include <array>
#include <memory>
#include <string_view>

#include "content/content_loader.hpp"
#include "core/engine.hpp"

namespace bench {

/// What the project ships, loaded once.
inline const core::Content& content() {
  static const auto loaded = content::load(MOORING_SOURCE_DIR "/flows").content;
  return *loaded;
}

/// Someone makes a comfort ladder and chooses a step: twelve turns, the last of which ends the flow.
inline constexpr std::array<std::string_view, 12> ladder = {
    "ladder", "make mine", "talking side by side", "cooking together", "3", "sitting under one blanket",
    "a long hug when I ask for it", "1", "that's all", "yes, like this", "yes", "2"};

inline core::TimePoint noon() { return core::TimePoint(std::chrono::hours(24 * 365 * 56)); }

}  // namespace bench
