#pragma once
#include <cstddef>
#include <string_view>

namespace content {

/// What makes an English text hard to read. Counts of several texts add up.
struct Readability {
  std::size_t words = 0, sentences = 0, syllables = 0;

  void operator+=(const Readability& other);
  /// The US school grade by Flesch and Kincaid (Kincaid et al. 1975, Research Branch Report 8-75); 0 without words.
  double grade() const;
};

/// A line is a sentence too. What holds no letter is no word.
Readability readability(std::string_view text);

/// By groups of vowels, and what is silent at the end. Within one of the truth for nearly every word, and right on
/// average, which is what the grade needs. Takes a folded word.
std::size_t syllables(std::string_view word);

}  // namespace content
