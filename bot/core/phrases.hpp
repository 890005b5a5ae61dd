#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
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

/// A part of a phrase: any of these sequences of words, each of a class.
struct Element {
  std::vector<std::vector<ClassId>> ways;
  bool optional = false;
  bool gap = false;  // instead: up to `widest_gap` words of any sort, within a sentence
};
using ElementId = std::uint32_t;
inline constexpr std::uint32_t widest_gap = 3;

/// All phrases of a lexicon in one graph, walked once for all of them: the cost is linear in the message, whatever it
/// says. Phrases that begin with the same elements share them.
class Phrases {
 public:
  Phrases() : nodes_(1) {}

  ElementId define(Element element);
  /// What is no gap and not optional; a phrase begins and ends with such.
  bool is_needed(ElementId element) const { return !elements_[element].gap && !elements_[element].optional; }
  void add(std::span<const ElementId> phrase, std::uint32_t meaning);
  /// To be called once, after all that is added: from classes to the words of a finished vocabulary.
  void finish(const Vocabulary& vocabulary);
  std::vector<Hit> find(std::span<const Token> tokens) const;

 private:
  using NodeIndex = std::uint32_t;
  /// A bit for each of some words, modulo 63: what must come for a node to matter. The last bit when it does anyway.
  using Mask = std::uint64_t;
  struct Ahead {
    Mask next = 0;    // the next word
    Mask within = 0;  // one of those that a gap reaches
    auto operator<=>(const Ahead&) const = default;
  };
  struct Edge {
    std::uint32_t by;  // a class; once finished, a word
    NodeIndex to;
    Ahead ahead = {};         // of the node that it leads to
    auto operator<=>(const Edge&) const = default;
  };
  struct Skip { NodeIndex to; bool gap; };
  struct Node {
    std::vector<Edge> edges;  // sorted once finished
    std::vector<Skip> skips;  // where it leads without a word
    std::vector<std::uint32_t> meanings;
    Mask mask = 0;            // of the edges' words
    Ahead ahead;
    bool shared = false;      // can be reached in more ways than one
  };
  /// A phrase begun: where in the graph, since which token, how many more words may lie between.
  struct Thread { NodeIndex node; std::uint32_t begin, left; Mask mask; };
  class Walk;

  NodeIndex grow(NodeIndex node, ElementId element);
  NodeIndex make_node();
  void mark_shared();
  void look_ahead();

  std::vector<Node> nodes_;
  std::vector<Element> elements_;
  std::vector<std::vector<Edge>> first_;                           // where a phrase's first word leads
  std::map<std::pair<NodeIndex, ElementId>, NodeIndex> children_;  // until finished
  std::map<std::pair<NodeIndex, ClassId>, NodeIndex> within_;      // until finished: nodes in the middle of an element
};

}  // namespace core
