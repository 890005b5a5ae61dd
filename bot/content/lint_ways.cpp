#include <fmt/format.h>

#include "content/lint_parts.hpp"
#include "content/ways.hpp"

namespace content {
namespace {

using core::no_node;

std::vector<bool> reached(const core::Flow& flow) {
  std::vector<bool> seen(flow.nodes.size());
  std::vector<core::NodeIndex> open{flow.start};
  while (!open.empty()) {
    const core::NodeIndex index = open.back();
    open.pop_back();
    if (seen[index]) continue;
    seen[index] = true;
    for (const Way& way : ways(flow.nodes[index])) open.push_back(way.to);
  }
  return seen;
}

void lint_question(Draft& draft, const core::Node& node, const core::Ask& ask, const std::string& path) {
  const core::NodeIndex skip = ask.skip == no_node ? node.next : ask.skip;
  if (skip == no_node)
    draft.report(Code::no_way_out, draft.place_of(path), fmt::format("'{}' needs 'skip' or 'next': nobody may be trapped", node.id));
  else if (&draft.content.flow(path.substr(0, path.find('/')))->nodes[skip] == &node)
    draft.report(Code::no_way_out, draft.place_of(path), fmt::format("skipping '{}' leads back to it", node.id));
  if (node.next != no_node) return;
  for (const core::Choice& choice : ask.choices)
    if (choice.next == no_node)
      draft.report(Code::dead_end, draft.place_of(path + '/' + choice.id), fmt::format("'{}' leads nowhere: needs 'next'", choice.id));
  if (!std::holds_alternative<std::monostate>(ask.answer) && ask.skip != no_node)
    draft.report(Code::dead_end, draft.place_of(path), fmt::format("an answer to '{}' leads nowhere: needs 'next'", node.id));
}

/// After a deed the engine ends the flow by itself.
bool may_end(const core::Node& node) {
  return std::holds_alternative<core::End>(node.kind) || std::holds_alternative<core::Act>(node.kind);
}

void lint_node(Draft& draft, const core::Node& node, const std::string& path) {
  if (const auto* ask = std::get_if<core::Ask>(&node.kind)) return lint_question(draft, node, *ask, path);
  if (node.next == no_node && !may_end(node))
    draft.report(Code::dead_end, draft.place_of(path), fmt::format("'{}' leads nowhere: needs 'next', or an 'end: true' after it", node.id));
}

}  // namespace

void lint_ways(Draft& draft) {
  for (const core::Flow* flow : whole_flows(draft)) {
    const std::vector<bool> seen = reached(*flow);
    for (std::size_t i = 0; i < flow->nodes.size(); ++i) {
      const core::Node& node = flow->nodes[i];
      const std::string path = flow->id + '/' + node.id;
      if (!seen[i]) draft.report(Code::unreachable, draft.place_of(path), fmt::format("nothing leads to '{}'", node.id));
      lint_node(draft, node, path);
    }
  }
}

}  // namespace content
