#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "content/lint_parts.hpp"
#include "content/renderings.hpp"
#include "core/text.hpp"

namespace content {
namespace {

/// What a lock screen shows of a message, in characters.
constexpr std::size_t first_glance = 80;
/// Signal shows longer texts as an attachment. https://github.com/signalapp: text over 2,000 bytes.
constexpr std::size_t longest_text = 2000;

/// voice.md: it offers and never instructs, it believes, and it doesn't praise suffering.
constexpr std::array<std::string_view, 9> not_our_voice = {
    "should", "shouldn't", "must", "mustn't", "just", "try to relax", "brave", "why did", "are you sure"};

/// The first `count` characters, and the rest of the word that stands there.
std::string_view beginning(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool starts = (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
    if (starts && count == 0) break;
    if (starts) --count;
  }
  return text.substr(0, text.find_first_of(" \n", at));
}

std::optional<std::string> gives_away(const core::Words& words, const std::string& text) {
  const std::string first = core::fold(beginning(text, first_glance));
  for (const auto& [word, yes] : words.not_first)
    if (core::holds_phrase(first, word)) return word;
  return std::nullopt;
}

/// Without what stands between quotes: those are the person's words, or somebody's who was unkind.
std::string unquoted(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> quotes = {{{"\"", "\""}, {"“", "”"}}};
  std::string result(text);
  for (const auto& [left, right] : quotes)
    for (std::size_t open = result.find(left); open != std::string::npos; open = result.find(left, open + 1)) {
      const std::size_t close = result.find(right, open + left.size());
      if (close != std::string::npos) result.replace(open, close + right.size() - open, " … ");
    }
  return result;
}

void lint_voice(Draft& draft, std::string_view pattern, const Sentence& sentence) {
  const std::string ours = unquoted(pattern);
  if (ours.find('!') != std::string::npos) draft.report(Code::voice, sentence.place, "an exclamation mark");
  if (sentence.role == Role::label) return;
  const std::string folded = core::fold(ours);
  for (const std::string_view phrase : not_our_voice)
    if (core::holds_phrase(folded, phrase)) draft.report(Code::voice, sentence.place, fmt::format("\"{}\" is not how it speaks", phrase));
}

}  // namespace

void lint_message(Draft& draft, const core::Template& text, std::string_view language, const Place& place) {
  const auto words = draft.content.words.find(language);
  std::size_t longest = 0;
  std::optional<std::string> word;
  for (const std::string& shape : renderings(text)) {
    longest = std::max(longest, shape.size());
    if (words != draft.content.words.end() && !word) word = gives_away(words->second, shape);
  }
  if (word)
    draft.report(Code::first_line, place, fmt::format("\"{}\" stands in the first {} characters, which a lock screen shows", *word, first_glance));
  if (longest > longest_text)
    draft.report(Code::too_long, place, fmt::format("{} bytes; a message has at most {}", longest, longest_text));
}

void lint_messages(Draft& draft) {
  for (core::TextId id = 0; id < draft.sentences.size(); ++id) {
    const Sentence sentence = draft.sentences[id];
    const core::Template& text = draft.content.texts.text(id, draft.content.language);
    if (sentence.role == Role::message) lint_message(draft, text, draft.content.language, sentence.place);
    if (sentence.role != Role::words && sentence.role != Role::value) lint_voice(draft, text.pattern(), sentence);
  }
}

}  // namespace content
