#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/reading.hpp"
#include "core/vocabulary.hpp"

namespace core {

/// One word of a message.
struct Token {
  WordId word = unknown_word;
  Reading::Break before = Reading::Break::none;
};

/// A phrase found: the tokens [begin, end), and what it was added as.
struct Hit {
  std::uint32_t begin, end;
  std::uint32_t meaning;
};

/// All phrases of a lexicon in one tree, walked once for all of them: the cost is linear in the message, whatever it
/// says.
class Phrases {
 public:
  /// One step is a word of this class, or `gap`.
  using Step = ClassId;
  /// Up to `widest_gap` words of any sort, within a sentence.
  static constexpr Step gap = ~Step{0};
  static constexpr std::uint32_t widest_gap = 3;

  Phrases() : nodes_(1) {}

  /// `steps` begin and end with a word.
  void add(std::span<const Step> steps, std::uint32_t meaning);
  void find(const Vocabulary& vocabulary, std::span<const Token> tokens, std::vector<Hit>& hits) const;

 private:
  using NodeIndex = std::uint32_t;
  static constexpr NodeIndex none = 0;  // nothing leads back to the root

  struct Edge { ClassId of; NodeIndex to; };
  struct Node {
    std::uint64_t mask = 0;   // of the edges' classes
    std::vector<Edge> edges;  // by class
    NodeIndex after_gap = none;
    std::vector<std::uint32_t> meanings;
  };
  /// A phrase begun: where in the tree, since which token, how many more words may lie between.
  struct Thread { NodeIndex node; std::uint32_t begin, left; };
  class Walk;

  NodeIndex follow(NodeIndex node, ClassId of) const;
  NodeIndex grow(NodeIndex node, Step step);

  std::vector<Node> nodes_;
  std::vector<NodeIndex> first_;  // of the root, by class
};

}  // namespace core
