#include <fmt/format.h>

#include <algorithm>

#include "content/lint_parts.hpp"

namespace content {
namespace {

/// A warning only: a number that may be old is better than none, and the reply says so.
void lint_date(Draft& draft, const core::Helpline& line, core::TimePoint now) {
  if (!core::stale(line, now)) return;
  const std::string seen = line.verified_at.empty() ? "has no date" : fmt::format("was looked at in {}, over a year ago", line.verified_at);
  draft.report(Code::stale_source, draft.place_of("helplines.json/" + line.id), fmt::format("'{}' {}", line.id, seen), Severity::warning);
}

void lint_kinds(Draft& draft, const core::Flow& flow, const core::Node& node, const core::Refer& refer) {
  for (const std::string& kind : refer.kinds) {
    const auto is_of_it = [&](const core::Helpline& line) { return std::ranges::find(line.kinds, kind) != line.kinds.end(); };
    if (std::ranges::none_of(draft.content.helplines.all(), is_of_it))
      draft.report(Code::unknown_target, draft.place_of(flow.id + '/' + node.id), fmt::format("no helpline is of the kind '{}'", kind));
  }
}

}  // namespace

void lint_sources(Draft& draft, core::TimePoint now) {
  for (const core::Helpline& line : draft.content.helplines.all()) lint_date(draft, line, now);
  if (draft.content.helplines.all().empty()) return;
  for (const core::Flow* flow : whole_flows(draft))
    for (const core::Node& node : flow->nodes)
      if (const auto* refer = std::get_if<core::Refer>(&node.kind)) lint_kinds(draft, *flow, node, *refer);
}

}  // namespace content
