#pragma once
#include <string>
#include <vector>

#include "content/transcript.hpp"
#include "core/engine.hpp"

namespace content {

/// What the bot said in one exchange, and what went wrong beside it (empty: nothing).
struct Played {
  std::vector<std::string> bot;
  std::string problem;
};

/// When every transcript begins: at three in the morning, UTC.
inline constexpr core::TimePoint transcripts_begin = std::chrono::sys_days{std::chrono::December / 1 / 2026} + std::chrono::hours(3);

/// Plays the transcript, one Played for each exchange. Between every two turns the session is saved as JSON and read
/// again. Time stands still but for waits: then all that is due is delivered in order, and what has expired by the end
/// of the wait is gone.
std::vector<Played> play(const core::Content& content, const Transcript& transcript, core::Trace* trace = nullptr);

/// What differs from the transcript, a few lines for each exchange beginning with file:line: Empty: nothing does.
std::string differences(const Transcript& transcript, const std::vector<Played>& played);

}  // namespace content
