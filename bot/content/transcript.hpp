#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content/diagnostic.hpp"
#include "core/time.hpp"

namespace content {

/// What a person does next, and what the bot is expected to say to it. docs/writing.md "Transcripts".
struct Exchange {
  enum class Does : std::uint8_t { write, tap, wait };
  Does does = Does::write;
  std::string text;                             // write; or the label to tap
  core::Duration wait{};
  std::optional<std::vector<std::string>> bot;  // as core::show() gives it; nothing: not written yet
  int line = 0, column = 0;                     // of the exchange; from 1
  int bot_line = 0;                             // of the key `bot`; 0 without one
  bool own_lines = true;                        // false: written {you: …}, on one line
};

struct Transcript {
  std::string file, country, language;
  std::vector<Exchange> turns;
};

/// Nothing, with diagnostics, when the file is no transcript. Never throws.
std::optional<Transcript> read_transcript(const std::filesystem::path& file, Diagnostics& found);

/// flows/tests/<flow>/*.yaml, in the order of their names.
std::vector<std::filesystem::path> transcripts_in(const std::filesystem::path& flows);

}  // namespace content
