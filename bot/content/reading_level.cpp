#include "content/reading_level.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace content {
namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

/// "hope", "hoped", "hopes" have one; "table", "wanted", "places" have two.
bool ends_silently(std::string_view word) {
  if (word.ends_with("le")) return word.size() > 2 && is_vowel(word[word.size() - 3]);
  if (word.ends_with("ted") || word.ends_with("ded")) return false;
  for (const std::string_view hissing : {"ses", "zes", "ces", "ges", "xes", "ches", "shes"})
    if (word.ends_with(hissing)) return false;
  if (word.ends_with("ed") || word.ends_with("es")) return word.size() > 3 && !is_vowel(word[word.size() - 3]);
  return word.ends_with('e') && word.size() > 2 && !is_vowel(word[word.size() - 2]);
}

void add_sentence(std::string_view text, Readability& sum) {
  std::size_t words = 0;
  const std::string folded = core::fold(text);
  for (const std::string_view word : core::words(folded)) {
    if (!std::ranges::any_of(word, is_letter)) continue;
    ++words;
    sum.syllables += syllables(word);
  }
  sum.words += words;
  if (words > 0) ++sum.sentences;
}

/// A mark that ends a sentence, not one within "0.5" or "example.org".
bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return true;
  if (std::string_view(".?!").find(text[at]) == std::string_view::npos) return false;
  return at + 1 == text.size() || std::string_view(" \n\"").find(text[at + 1]) != std::string_view::npos;
}

}  // namespace

void Readability::operator+=(const Readability& other) {
  words += other.words;
  sentences += other.sentences;
  syllables += other.syllables;
}

double Readability::grade() const {
  if (words == 0) return 0;
  const double count = static_cast<double>(words);
  return 0.39 * count / static_cast<double>(sentences) + 11.8 * static_cast<double>(syllables) / count - 15.59;
}

Readability readability(std::string_view text) {
  Readability sum;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!ends_sentence(text, at)) continue;
    add_sentence(text.substr(start, at - start), sum);
    start = at + 1;
  }
  add_sentence(text.substr(start), sum);
  return sum;
}

std::size_t syllables(std::string_view word) {
  word = word.substr(0, word.find('\''));  // "it's", "don't"
  std::size_t count = 0;
  bool in_vowels = false;
  for (const char c : word) {
    const bool vowel = is_vowel(c);
    if (vowel && !in_vowels) ++count;
    in_vowels = vowel;
  }
  if (count > 1 && ends_silently(word)) --count;
  return std::max<std::size_t>(count, 1);
}

}  // namespace content
