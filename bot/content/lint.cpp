#include "content/lint.hpp"

#include <algorithm>

#include "content/content_loader.hpp"
#include "content/lint_parts.hpp"

namespace content {

std::vector<const core::Flow*> whole_flows(const Draft& draft) {
  std::vector<const core::Flow*> flows;
  for (const auto& [id, flow] : draft.content.flows)
    if (!draft.broken.contains(id)) flows.push_back(&flow);
  std::ranges::sort(flows, {}, &core::Flow::id);
  return flows;
}

Diagnostics check(const std::filesystem::path& flows_dir, core::TimePoint now) {
  Draft draft = read(flows_dir);
  lint_ways(draft);
  lint_loops(draft);
  lint_variables(draft);
  lint_choices(draft);
  lint_messages(draft);
  lint_reading_level(draft);
  lint_translations(draft);
  lint_house(draft, flows_dir);
  lint_released(draft, flows_dir);
  lint_sources(draft, now);
  sort(draft.diagnostics);
  return std::move(draft.diagnostics);
}

}  // namespace content
