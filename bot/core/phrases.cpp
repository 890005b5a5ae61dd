#include "core/phrases.hpp"

#include <algorithm>
#include <utility>

namespace core {
namespace {

constexpr std::uint64_t anyway = std::uint64_t{1} << 63;

// No phrase waits for a word that is not known.
constexpr std::uint64_t bit(WordId word) { return word == unknown_word ? 0 : std::uint64_t{1} << (word % 63); }

}  // namespace

class Phrases::Walk {
 public:
  explicit Walk(const Phrases& phrases) : phrases_(phrases) {}

  void take(std::span<const Token> tokens, std::uint32_t at) {
    next_.clear();
    look_ahead(tokens.subspan(at + 1));
    for (const auto& thread : threads_) go_on(thread, tokens[at], at);
    for (const auto& edge : phrases_.first_[tokens[at].word]) follow(edge, at, at);
    std::swap(threads_, next_);
  }
  std::vector<Hit> hits() { return std::move(hits_); }

 private:
  // What can't go on with the words that follow is not begun.
  void look_ahead(std::span<const Token> rest) {
    after_ = anyway | (rest.empty() ? 0 : bit(rest.front().word));
    within_ = 0;
    for (const auto& token : rest.first(std::min<std::size_t>(rest.size(), widest_gap + 1))) within_ |= bit(token.word);
  }

  void go_on(const Thread& thread, const Token& token, std::uint32_t at) {
    if (thread.left > 0 && token.before == Reading::Break::sentence) return;
    if ((thread.mask & bit(token.word)) != 0) {
      const auto& edges = phrases_.nodes_[thread.node].edges;
      auto edge = std::lower_bound(edges.begin(), edges.end(), token.word, [](const Edge& e, WordId w) { return e.by < w; });
      for (; edge != edges.end() && edge->by == token.word; ++edge) follow(*edge, thread.begin, at);
    }
    if (thread.left > 1 && (thread.mask & within_) != 0) wait({thread.node, thread.begin, thread.left - 1, thread.mask});
  }

  void follow(const Edge& edge, std::uint32_t begin, std::uint32_t at) {
    if ((edge.ahead.next & after_) != 0 || (edge.ahead.within & within_) != 0) arrive(edge.to, begin, at);
  }

  void arrive(NodeIndex index, std::uint32_t begin, std::uint32_t at, std::uint32_t left = 0) {
    const auto& node = phrases_.nodes_[index];
    for (const auto meaning : node.meanings) hits_.push_back({begin, at + 1, meaning});
    const auto awaited = left > 0 ? within_ : after_;
    if ((node.mask & awaited) != 0 && !wait({index, begin, left, node.mask})) return;
    for (const auto& skip : node.skips) arrive(skip.to, begin, at, skip.gap ? widest_gap + 1 : left);
  }

  // One thread a node is enough: the one that may go furthest, or else began last. So their number is bounded by the
  // lexicon. False when there was a better one.
  bool wait(const Thread& thread) {
    if (phrases_.nodes_[thread.node].shared) {
      const auto same = std::find_if(next_.begin(), next_.end(), [&](const Thread& t) { return t.node == thread.node; });
      if (same != next_.end()) {
        if (std::pair(same->left, same->begin) >= std::pair(thread.left, thread.begin)) return false;
        *same = thread;
        return true;
      }
    }
    next_.push_back(thread);
    return true;
  }

  const Phrases& phrases_;
  std::vector<Hit> hits_;
  Mask after_ = 0, within_ = 0;
  std::vector<Thread> threads_, next_;
};

Phrases::NodeIndex Phrases::make_node() {
  nodes_.emplace_back();
  return static_cast<NodeIndex>(nodes_.size() - 1);
}

// The child is made last: so every edge leads to a higher index.
Phrases::NodeIndex Phrases::grow(NodeIndex node, ElementId id) {
  const auto [place, fresh] = children_.try_emplace({node, id});
  if (!fresh) return place->second;
  const auto& element = elements_[id];
  std::vector<Edge> last;  // of each way: from where, by which class
  for (const auto& way : element.ways) {
    auto from = node;
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      const auto [inner, added] = within_.try_emplace({from, way[i]});
      if (added) { inner->second = make_node(); nodes_[from].edges.push_back({way[i], inner->second}); }
      from = inner->second;
    }
    last.push_back({way.back(), from});
  }
  const auto child = make_node();
  for (const auto& edge : last) nodes_[edge.to].edges.push_back({edge.by, child});
  if (element.optional || element.gap) nodes_[node].skips.push_back({child, element.gap});
  return place->second = child;
}

ElementId Phrases::define(Element element) {
  elements_.push_back(std::move(element));
  return static_cast<ElementId>(elements_.size() - 1);
}

void Phrases::add(std::span<const ElementId> phrase, std::uint32_t meaning) {
  NodeIndex node = 0;
  for (const auto element : phrase) node = grow(node, element);
  auto& meanings = nodes_[node].meanings;
  if (std::find(meanings.begin(), meanings.end(), meaning) == meanings.end()) meanings.push_back(meaning);
}

void Phrases::mark_shared() {
  std::vector<std::size_t> ways_in(nodes_.size());
  for (const auto& node : nodes_) {
    for (const auto& edge : node.edges) ++ways_in[edge.to];
    for (const auto& skip : node.skips) ++ways_in[skip.to];
  }
  for (NodeIndex i = 1; i < nodes_.size(); ++i) {
    nodes_[i].shared = nodes_[i].shared || ways_in[i] > 1;
    if (!nodes_[i].shared) continue;
    for (const auto& edge : nodes_[i].edges) nodes_[edge.to].shared = true;
    for (const auto& skip : nodes_[i].skips) nodes_[skip.to].shared = true;
  }
}

void Phrases::look_ahead() {
  for (auto node = nodes_.rbegin(); node != nodes_.rend(); ++node) {
    for (auto& edge : node->edges) edge.ahead = nodes_[edge.to].ahead;
    node->ahead = {node->mask | (node->meanings.empty() ? 0 : anyway), 0};
    for (const auto& skip : node->skips) {
      const auto& behind = nodes_[skip.to].ahead;
      if (!skip.gap) node->ahead.next |= behind.next;
      node->ahead.within |= skip.gap ? behind.next | behind.within : behind.within;
    }
  }
}

void Phrases::finish(const Vocabulary& vocabulary) {
  mark_shared();
  std::vector<std::vector<WordId>> members;  // of each class
  for (WordId word = 0; word < vocabulary.size(); ++word)
    for (const auto of : vocabulary.classes(word)) {
      if (members.size() <= of) members.resize(of + 1);
      members[of].push_back(word);
    }
  for (auto& node : nodes_) {
    std::vector<Edge> by_word;
    for (const auto& edge : node.edges)
      if (edge.by < members.size())
        for (const auto word : members[edge.by]) { by_word.push_back({word, edge.to}); node.mask |= bit(word); }
    std::sort(by_word.begin(), by_word.end());
    by_word.erase(std::unique(by_word.begin(), by_word.end()), by_word.end());
    node.edges = std::move(by_word);
  }
  look_ahead();
  first_.resize(vocabulary.size());
  for (const auto& edge : nodes_.front().edges) first_[edge.by].push_back(edge);
  children_.clear();
  within_.clear();
}

std::vector<Hit> Phrases::find(std::span<const Token> tokens) const {
  Walk walk(*this);
  for (std::uint32_t at = 0; at < tokens.size(); ++at) walk.take(tokens, at);
  return walk.hits();
}

}  // namespace core
