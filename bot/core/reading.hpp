#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// A message as crisis detection reads it: its words, in small plain letters, and where clauses and sentences end.
class Reading {
 public:
  enum class Break : std::uint8_t { none, clause, sentence };

  struct Word {
    std::uint32_t begin, end;    // in letters()
    Break before = Break::none;
    std::uint16_t together = 1;  // so many words, this one included, may be one word pulled apart: "k!ll", "sui-cide"
    bool spelled = false;        // or, letter by letter, several: "k i l l  m e"
  };

  /// Takes valid UTF-8.
  explicit Reading(std::string_view text);

  const std::vector<Word>& words() const { return words_; }
  std::string_view text(const Word& word) const { return between(word.begin, word.end); }
  /// The words from `first` on that may be one, as they stand: "k!ll".
  std::string_view together(std::size_t first) const;

 private:
  std::string_view between(std::size_t begin, std::size_t end) const {
    return std::string_view(letters_).substr(begin, end - begin);
  }
  void split();
  void join_pulled_apart();
  bool touch(const Word& word, const Word& next) const;

  std::string letters_;
  std::vector<Word> words_;
};

}  // namespace core
