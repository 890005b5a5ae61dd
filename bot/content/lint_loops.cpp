#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "content/lint_parts.hpp"
#include "content/ways.hpp"

namespace content {
namespace {

using Spot = std::pair<const core::Flow*, core::NodeIndex>;

/// A walk over everything that can happen within one turn: along nodes that don't wait, into flows that are called,
/// and on after the call where that flow can end without waiting.
class Walk {
 public:
  explicit Walk(Draft& draft) : draft_(draft) {}

  void from(const Spot& spot) {
    if (waits(node(spot)) || state_[spot] == State::done) return;
    if (state_[spot] == State::open) return report(spot);
    state_[spot] = State::open;
    for (const Spot& next : nexts(spot)) from(next);
    state_[spot] = State::done;
  }

 private:
  enum class State { unseen, open, done };

  static const core::Node& node(const Spot& spot) { return spot.first->nodes[spot.second]; }

  const core::Flow* called(const Spot& spot) const {
    const auto* call = std::get_if<core::Call>(&node(spot).kind);
    return call && !draft_.broken.contains(call->flow) ? draft_.content.flow(call->flow) : nullptr;
  }

  std::vector<Spot> nexts(const Spot& spot) {
    std::vector<Spot> found;
    const core::Flow* flow = called(spot);
    if (flow) found.emplace_back(flow, flow->start);
    if (!flow || ends_at_once(*flow))
      for (const Way& way : ways(node(spot))) found.emplace_back(spot.first, way.to);
    return found;
  }

  bool ends_at_once(const core::Flow& flow) {
    const auto [known, added] = ends_.emplace(&flow, false);  // false while we look: a flow that calls itself
    if (!added) return known->second;
    std::set<core::NodeIndex> seen;
    std::vector<core::NodeIndex> open{flow.start};
    bool ends = false;
    while (!open.empty() && !ends) {
      const Spot spot{&flow, open.back()};
      open.pop_back();
      if (!seen.insert(spot.second).second || waits(node(spot))) continue;
      ends = std::holds_alternative<core::End>(node(spot).kind);
      const core::Flow* inner = called(spot);
      if (inner && !ends_at_once(*inner)) continue;
      for (const Way& way : ways(node(spot))) open.push_back(way.to);
    }
    return ends_[&flow] = ends;
  }

  void report(const Spot& spot) {
    const std::string path = spot.first->id + '/' + node(spot).id;
    draft_.report(Code::endless_loop, draft_.place_of(path),
                  fmt::format("'{}' comes back to itself, and nothing on the way waits for an answer", node(spot).id));
  }

  Draft& draft_;
  std::map<Spot, State> state_;
  std::map<const core::Flow*, bool> ends_;
};

}  // namespace

void lint_loops(Draft& draft) {
  Walk walk(draft);
  for (const core::Flow* flow : whole_flows(draft))
    for (std::size_t i = 0; i < flow->nodes.size(); ++i) walk.from({flow, static_cast<core::NodeIndex>(i)});
}

}  // namespace content
