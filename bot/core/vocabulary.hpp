#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/string_map.hpp"

namespace core {

/// Index of a word.
using WordId = std::uint32_t;
inline constexpr WordId unknown_word = 0;

/// What a phrase asks of one word: to be of a class, which is a group of words or a word alone.
using ClassId = std::uint32_t;

/// The words that a lexicon knows, in all the ways in which people write or hide them.
class Vocabulary {
 public:
  /// What a word is to the grammar of a clause.
  enum Role : std::uint8_t { negator = 1, reach = 2, first_person = 4, third_person = 8 };

  Vocabulary();

  /// `word` as Reading gives it.
  void add(std::string_view word, ClassId of);
  void add_role(std::string_view word, Role role);
  /// Slips of the keyboard in this word, and stars for its letters, are the word too.
  void add_slips(std::string_view word);
  /// Every number is of this class.
  void add_numbers(ClassId of);
  /// To be called once, after all that is added: lets doubled letters be single ones.
  void finish();

  WordId find(std::string_view letters) const;
  /// A chunk such as "k!ll" or "sui-cide" as one word.
  WordId find_chunk(std::string_view chunk) const;

  std::span<const ClassId> classes(WordId word) const { return words_[word].classes; }
  bool is(WordId word, Role role) const { return (words_[word].roles & role) != 0; }
  /// Words have ids below this.
  WordId size() const { return static_cast<WordId>(words_.size()); }
  /// Bytes of the longest word.
  std::size_t longest() const { return longest_; }

 private:
  struct Word {
    std::vector<ClassId> classes;
    std::uint8_t roles = 0;
    void add(ClassId of);
    void add(const Word& other);
  };
  WordId at(std::string_view word);
  WordId find_exactly(std::string_view letters) const;
  WordId find_doubled(std::string_view letters) const;
  WordId find_disguised(std::string_view letters, char one) const;

  std::vector<Word> words_;
  StringMap<WordId> ids_;
  StringMap<WordId> single_;  // by the word with every run of a letter made one
  std::vector<std::string> with_slips_;
  std::size_t longest_ = 0;
};

}  // namespace core
