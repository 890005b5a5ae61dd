#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/string_map.hpp"

namespace core {

/// The answers that work at every question.
enum class Command : std::uint8_t { stop, pause, not_today, skip, back, help, menu, exit };
inline constexpr std::size_t command_count = 8;
std::string_view name(Command command);  // "not_today"

/// The words of one language that answers are matched with. All folded.
struct Words {
  std::vector<std::string> yes, no;
  StringMap<Command> commands;              // "not today", "another day"
  StringMap<double> numbers;                // "three"
  std::vector<std::string> done;            // "that's all": ends a list
  std::vector<std::string> fillers;         // "please", "ok": may stand before and after a command
  std::vector<std::string> one_more;        // "next": goes on early in paced messages
  StringMap<bool> not_first;                // words that may not stand in the first eighty characters
};

/// An answer that is on offer: what is shown, and what else counts as it. Folded; views into the catalogue or the turn.
struct Option {
  std::string_view label;
  std::span<const std::string> also;
};

/// How sure a match must be: where any text is an answer, only a number or the very words pick an option.
enum class Match : std::uint8_t { exact, generous };

/// The option meant: by number ("2", "2.", "the second"), label, other words, the beginning of a label or a word
/// of it, a label within a longer answer, a slip of the keyboard. Nothing when none or more than one would do.
std::optional<std::size_t> match_option(const Words& words, std::span<const Option> options, std::string_view folded, Match how);

/// A command is a whole message; generously, small words and one slip apart.
std::optional<Command> match_command(const Words& words, std::string_view folded, Match how);

std::optional<bool> match_yes_no(const Words& words, std::string_view folded);

/// The number that stands in an answer, in figures or words, where it stands within the bounds: "maybe 3", "three/10".
std::optional<double> match_number(const Words& words, std::string_view folded, double min, double max);

/// Whether the whole answer is one of the phrases.
bool is_one_of(std::span<const std::string> phrases, std::string_view folded);

}  // namespace core
