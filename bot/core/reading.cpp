#include "core/reading.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "core/lookalikes.hpp"
#include "core/text.hpp"
#include "core/utf8.hpp"

namespace core {
namespace {

enum class Sort : std::uint8_t { space, letter, hyphen, clause, sentence };

// What stands for a letter counts as one: "k*ll", "$uicide", "r@pe".
constexpr std::array<Sort, 128> make_sorts() {
  std::array<Sort, 128> sorts{};
  for (std::size_t c = '0'; c <= '9'; ++c) sorts[c] = Sort::letter;
  for (std::size_t c = 'a'; c <= 'z'; ++c) sorts[c] = Sort::letter;
  for (const char c : std::string_view("@$*")) sorts[static_cast<std::size_t>(c)] = Sort::letter;
  for (const char c : std::string_view("-_/")) sorts[static_cast<std::size_t>(c)] = Sort::hyphen;
  for (const char c : std::string_view(",:()[]\"|")) sorts[static_cast<std::size_t>(c)] = Sort::clause;
  for (const char c : std::string_view(".!?;\n")) sorts[static_cast<std::size_t>(c)] = Sort::sentence;
  return sorts;
}
constexpr auto sorts = make_sorts();

Sort sort_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 ? sorts[byte] : Sort::letter;
}

// An apostrophe is left out: people do, and "dont" is then one word however it is written.
std::string plain_ascii(std::string_view text) {
  std::string out;
  out.resize(text.size());
  std::size_t size = 0;
  for (const char c : text)
    if (c != '\'' && c != '`') out[size++] = (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  out.resize(size);
  return out;
}

void append_plain(std::string& out, char32_t c) {
  if (c < 0x80) { if (c != '\'') out += static_cast<char>(c); return; }
  if (const char letter = latin_lookalike(c); letter != 0) { out += letter; return; }
  const auto category = U_GET_GC_MASK(static_cast<UChar32>(c));
  if ((category & (U_GC_M_MASK | U_GC_SK_MASK)) != 0) return;
  if ((category & U_GC_L_MASK) != 0 || (category & U_GC_N_MASK) != 0) return append_utf8(out, c);
  if ((category & U_GC_S_MASK) == 0) { out += c == 0x3002 ? '.' : ','; return; }
  out += ' ';  // an emoji is a word
  append_utf8(out, c);
  out += ' ';
}

std::string plain(std::string_view text) {
  if (is_ascii(text)) return plain_ascii(text);
  std::string out;
  out.reserve(text.size());
  each_code_point(normalise(text), [&](char32_t c) { append_plain(out, c); });
  return out;
}

// Longer than any word that somebody takes apart with dots or dashes; an address in the web is none.
constexpr std::uint32_t longest_chunk = 40;
constexpr std::size_t fewest_single_letters = 3;

// Or the same one typed more than once.
bool is_single_letter(std::string_view word) {
  return static_cast<unsigned char>(word.front()) < 0x80 && word.find_first_not_of(word.front()) == std::string_view::npos;
}

}  // namespace

Reading::Reading(std::string_view text) : letters_(plain(text)) {
  split();
  join_pulled_apart();
}

void Reading::split() {
  words_.reserve(letters_.size() / 4 + 1);
  auto before = Break::none;
  const auto letter_at = [&](std::size_t at) { return at < letters_.size() && sort_of(letters_[at]) == Sort::letter; };
  for (std::uint32_t at = 0; at < letters_.size();) {
    const auto begin = at;
    while (letter_at(at)) ++at;
    if (at > begin) {
      words_.push_back({begin, at, before});
      before = Break::none;
      continue;
    }
    const Sort sort = sort_of(letters_[at]);
    const bool dash = sort == Sort::hyphen && !(at > 0 && letter_at(at - 1) && letter_at(at + 1));
    if (sort == Sort::clause || dash) before = std::max(before, Break::clause);
    if (sort == Sort::sentence) before = Break::sentence;
    ++at;
  }
}

void Reading::join_pulled_apart() {
  for (std::size_t i = 0; i < words_.size();) {
    auto& word = words_[i];
    auto last = i;
    while (is_single_letter(text(words_[last])) && last + 1 < words_.size() && is_single_letter(text(words_[last + 1]))) ++last;
    word.spelled = last - i + 1 >= fewest_single_letters;
    if (!word.spelled)
      for (last = i; last + 1 < words_.size() && touch(words_[last], words_[last + 1]);) ++last;
    if (word.spelled || words_[last].end - word.begin <= longest_chunk)
      word.together = static_cast<std::uint16_t>(std::min<std::size_t>(last - i + 1, 0xffff));
    i = last + 1;
  }
}

// Nothing but one sign stands between them.
bool Reading::touch(const Word& word, const Word& next) const {
  return next.begin == word.end + 1 && letters_[word.end] != ' ' && letters_[word.end] != '\n';
}

std::string_view Reading::together(std::size_t first) const {
  return between(words_[first].begin, words_[first + words_[first].together - 1].end);
}

}  // namespace core
