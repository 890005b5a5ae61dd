#include "core/phrases.hpp"

#include <algorithm>

namespace core {

class Phrases::Walk {
 public:
  Walk(const Phrases& phrases, const Vocabulary& vocabulary, std::vector<Hit>& hits)
      : phrases_(phrases), vocabulary_(vocabulary), hits_(hits) {}

  void take(const Token& token, std::uint32_t at) {
    next_.clear();
    if (!threads_.empty()) go_on(token, at);
    for (const auto of : vocabulary_.classes(token.word))
      if (of < phrases_.first_.size()) arrive(phrases_.first_[of], at, at);
    std::swap(threads_, next_);
  }

 private:
  void go_on(const Token& token, std::uint32_t at) {
    const auto mask = vocabulary_.mask(token.word);
    for (const auto& thread : threads_) {
      const auto& node = phrases_.nodes_[thread.node];
      if (thread.left > 0 && token.before == Reading::Break::sentence) continue;
      if ((node.mask & mask) != 0)
        for (const auto of : vocabulary_.classes(token.word)) arrive(phrases_.follow(thread.node, of), thread.begin, at);
      if (thread.left > 1) wait({thread.node, thread.begin, thread.left - 1});
    }
  }

  void arrive(NodeIndex index, std::uint32_t begin, std::uint32_t at) {
    if (index == none) return;
    const auto& node = phrases_.nodes_[index];
    for (const auto meaning : node.meanings) hits_.push_back({begin, at + 1, meaning});
    if (!node.edges.empty()) wait({index, begin, 0});
    if (node.after_gap != none) wait({node.after_gap, begin, widest_gap + 1});
  }

  // One thread a node: the one that may go furthest, or else began last. So their number is bounded by the lexicon.
  void wait(const Thread& thread) {
    const auto same = std::find_if(next_.begin(), next_.end(), [&](const Thread& t) { return t.node == thread.node; });
    if (same == next_.end()) next_.push_back(thread);
    else if (thread.left > same->left || (thread.left == same->left && thread.begin > same->begin)) *same = thread;
  }

  const Phrases& phrases_;
  const Vocabulary& vocabulary_;
  std::vector<Hit>& hits_;
  std::vector<Thread> threads_, next_;
};

Phrases::NodeIndex Phrases::follow(NodeIndex node, ClassId of) const {
  const auto& edges = nodes_[node].edges;
  const auto edge = std::lower_bound(edges.begin(), edges.end(), of, [](const Edge& e, ClassId c) { return e.of < c; });
  return edge == edges.end() || edge->of != of ? none : edge->to;
}

Phrases::NodeIndex Phrases::grow(NodeIndex node, Step step) {
  const auto fresh = static_cast<NodeIndex>(nodes_.size());
  auto& place = nodes_[node];
  if (step == gap) {
    if (place.after_gap != none) return place.after_gap;
    place.after_gap = fresh;
  } else {
    if (const auto known = follow(node, step); known != none) return known;
    const auto before = std::find_if(place.edges.begin(), place.edges.end(), [&](const Edge& e) { return e.of > step; });
    place.edges.insert(before, {step, fresh});
    place.mask |= std::uint64_t{1} << (step % 64);
  }
  nodes_.emplace_back();
  return fresh;
}

void Phrases::add(std::span<const Step> steps, std::uint32_t meaning) {
  NodeIndex node = 0;
  for (const auto step : steps) node = grow(node, step);
  if (first_.size() <= steps.front()) first_.resize(steps.front() + 1, none);
  first_[steps.front()] = follow(0, steps.front());
  auto& meanings = nodes_[node].meanings;
  if (std::find(meanings.begin(), meanings.end(), meaning) == meanings.end()) meanings.push_back(meaning);
}

void Phrases::find(const Vocabulary& vocabulary, std::span<const Token> tokens, std::vector<Hit>& hits) const {
  Walk walk(*this, vocabulary, hits);
  for (std::uint32_t at = 0; at < tokens.size(); ++at) walk.take(tokens[at], at);
}

}  // namespace core
