#include "core/matcher.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/text.hpp"

namespace core {

namespace {

constexpr std::array<std::string_view, command_count> command_names = {"stop", "pause", "not_today", "skip",
                                                                       "back", "help", "menu", "exit"};
/// Shorter words have too many neighbours: "no" is a slip away from "now".
constexpr std::size_t shortest_with_slip = 4, shortest_with_two = 9, shortest_prefix = 3, shortest_within = 3, longest_yes_no = 4;

std::size_t slips_allowed(std::string_view word) {
  if (word.size() < shortest_with_slip) return 0;
  return word.size() < shortest_with_two ? 1 : 2;
}

std::optional<double> figures(std::string_view word) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size() || !(value >= 0 && value < 1e6)) return {};
  return value;
}

std::optional<double> number(const Words& words, std::string_view word) {
  if (const auto found = words.numbers.find(word); found != words.numbers.end()) return found->second;
  return figures(word);
}

/// The only option for which it holds.
template <class Holds>
std::optional<std::size_t> only(std::span<const Option> options, Holds holds) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!holds(options[i])) continue;
    if (found) return {};
    found = i;
  }
  return found;
}

template <class Holds>
bool any_form(const Option& option, Holds holds) {
  return holds(option.label) || std::ranges::any_of(option.also, holds);
}

std::optional<std::size_t> by_number(const Words& words, std::span<const Option> options, std::string_view folded) {
  const auto value = number(words, folded);
  if (!value || *value < 1 || *value > static_cast<double>(options.size())) return {};
  return static_cast<std::size_t>(*value) - 1;
}

/// "not fine" does not say "fine".
bool denied(const Words& words, std::string_view folded, std::string_view form) {
  const std::vector<std::string_view> before = core::words(folded.substr(0, folded.find(form)));
  return !before.empty() && is_one_of(words.no, before.back());
}

std::optional<std::size_t> generously(const Words& words, std::span<const Option> options, std::string_view folded) {
  const auto begins = [&](std::string_view form) { return folded.size() >= shortest_prefix && form.starts_with(folded); };
  const auto slipped = [&](std::string_view form) { return within_typos(folded, form, slips_allowed(form)); };
  const auto within = [&](std::string_view form) { 
    return form.size() >= shortest_within && holds_phrase(folded, form) && !denied(words, folded, form);
  };
  const auto part = [&](std::string_view form) { return folded.size() >= shortest_within && holds_phrase(form, folded); };
  if (const auto found = only(options, [&](const Option& o) { return any_form(o, begins); })) return found;
  if (const auto found = only(options, [&](const Option& o) { return any_form(o, part); })) return found;
  if (const auto found = only(options, [&](const Option& o) { return any_form(o, slipped); })) return found;
  return only(options, [&](const Option& o) { return any_form(o, within); });
}

/// "option 2", "the second one", "2 please": the one number in a short answer.
std::optional<std::size_t> by_number_within(const Words& words, std::span<const Option> options, std::string_view folded) {
  std::optional<std::size_t> found;
  const std::vector<std::string_view> all = core::words(folded);
  if (all.size() > 4) return {};
  for (std::string_view word : all)
    if (const auto one = by_number(words, options, word)) {
      if (found) return {};
      found = one;
    }
  return found;
}

/// Without the small words around it: "ok stop please" -> "stop".
std::string_view bare(const Words& words, std::string_view folded) {
  for (bool stripped = true; std::exchange(stripped, false);) {
    const std::size_t first = folded.find(' '), last = folded.rfind(' ');
    if (first == std::string_view::npos) break;
    if (is_one_of(words.fillers, folded.substr(0, first))) folded.remove_prefix(first + 1), stripped = true;
    else if (is_one_of(words.fillers, folded.substr(last + 1))) folded = folded.substr(0, last), stripped = true;
  }
  return folded;
}

}  // namespace

std::string_view name(Command command) { return command_names[static_cast<std::size_t>(command)]; }

std::optional<std::size_t> match_option(const Words& words, std::span<const Option> options, std::string_view folded,
                                        Match how) {
  if (const auto found = by_number(words, options, folded)) return found;
  const auto same = [&](std::string_view form) { return form == folded; };
  if (const auto found = only(options, [&](const Option& o) { return any_form(o, same); })) return found;
  if (how == Match::exact || folded.empty()) return {};
  if (const auto found = generously(words, options, folded)) return found;
  return by_number_within(words, options, folded);
}

std::optional<Command> match_command(const Words& words, std::string_view folded, Match how) {
  if (const auto found = words.commands.find(folded); found != words.commands.end()) return found->second;
  if (how == Match::exact) return {};
  if (const std::string_view rest = bare(words, folded); rest != folded) return match_command(words, rest, how);
  std::optional<Command> meant;
  for (const auto& [phrase, command] : words.commands) {
    if (!within_typos(folded, phrase, slips_allowed(phrase) ? 1 : 0)) continue;
    if (meant && *meant != command) return {};
    meant = command;
  }
  return meant;
}

std::optional<bool> match_yes_no(const Words& words, std::string_view folded) {
  if (is_one_of(words.yes, folded)) return true;
  if (is_one_of(words.no, folded)) return false;
  const std::vector<std::string_view> all = core::words(folded);
  if (all.empty() || all.size() > longest_yes_no) return {};
  const auto one_of = [](std::span<const std::string> phrases) {
    return [phrases](std::string_view word) { return is_one_of(phrases, word); };
  };
  if (one_of(words.no)(all[0])) return false;
  if (one_of(words.yes)(all[0]) && std::ranges::none_of(all, one_of(words.no))) return true;  // "yes, not really" is neither
  return {};
}

std::optional<double> match_number(const Words& words, std::string_view folded, double min, double max) {
  for (std::string_view word : core::words(folded))
    if (const auto value = number(words, word); value && *value >= min && *value <= max) return value;
  return {};
}

bool is_one_of(std::span<const std::string> phrases, std::string_view folded) {
  return std::ranges::find(phrases, folded) != phrases.end();
}

}  // namespace core
