#include <algorithm>

#include <fmt/format.h>

#include "content/transcript_player.hpp"

namespace content {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::vector<std::string>& messages) {
  Lines lines;
  for (const auto& message : messages)
    for (std::size_t start = 0, first = 1; start <= message.size(); first = 0) {
      const auto end = std::min(message.find('\n', start), message.size());
      lines.push_back((first ? "- " : "  ") + message.substr(start, end - start));
      start = end + 1;
    }
  return lines;
}

// The longest common subsequence: lengths[i][j] for what is left from expected[i] and actual[j] on.
std::vector<std::vector<std::size_t>> common(const Lines& expected, const Lines& actual) {
  std::vector lengths(expected.size() + 1, std::vector<std::size_t>(actual.size() + 1));
  for (auto i = expected.size(); i-- > 0;)
    for (auto j = actual.size(); j-- > 0;)
      lengths[i][j] = expected[i] == actual[j] ? lengths[i + 1][j + 1] + 1 : std::max(lengths[i + 1][j], lengths[i][j + 1]);
  return lengths;
}

std::string diff(const Lines& expected, const Lines& actual) {
  const auto lengths = common(expected, actual);
  std::string text;
  for (std::size_t i = 0, j = 0; i < expected.size() || j < actual.size();) {
    if (i < expected.size() && j < actual.size() && expected[i] == actual[j]) text += "    " + expected[i++] + "\n", ++j;
    else if (j == actual.size() || (i < expected.size() && lengths[i + 1][j] >= lengths[i][j + 1])) text += "  - " + expected[i++] + "\n";
    else text += "  + " + actual[j++] + "\n";
  }
  return text;
}

std::string difference(const Exchange& turn, const Played& played) {
  if (!turn.bot) return "  what the bot says is not written yet; --update writes it\n";
  return *turn.bot == played.bot ? "" : diff(lines_of(*turn.bot), lines_of(played.bot));
}

}  // namespace

std::string differences(const Transcript& transcript, const std::vector<Played>& played) {
  std::string text;
  for (std::size_t i = 0; i < played.size(); ++i) {
    const auto& turn = transcript.turns[i];
    const auto lines = difference(turn, played[i]);
    if (lines.empty() && played[i].problem.empty()) continue;
    text += fmt::format("{}:{}: {}\n{}", transcript.file, turn.line,
                        played[i].problem.empty() ? "the bot says something else (- written, + said)" : played[i].problem, lines);
  }
  return text;
}

}  // namespace content
