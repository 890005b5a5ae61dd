#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "content/lint_parts.hpp"

namespace content {
namespace {

/// What the engine opens by itself, and what people are promised. Reworded, but not removed.
constexpr std::array<std::string_view, 8> needed = {"welcome",  "menu",    "crisis", "helplines",
                                                    "notebook", "privacy", "return", "help"};

bool is_needed(std::string_view flow) { return std::ranges::find(needed, flow) != needed.end(); }

}  // namespace

void lint_house(Draft& draft, const std::filesystem::path& flows_dir) {
  for (const std::string_view id : needed) {
    const core::Flow* flow = draft.content.flow(id);
    if (!draft.broken.contains(std::string(id)) && (!flow || !flow->system))
      draft.report(Code::missing_system_flow, {(flows_dir / "system").string()}, fmt::format("needs '{}.yaml'", id));
  }
  std::set<std::string> called;
  for (const Reference& call : draft.calls) called.insert(call.name);
  for (const core::Flow* flow : whole_flows(draft))
    if (flow->keywords == core::no_text && !called.contains(flow->id) && !is_needed(flow->id))
      draft.report(Code::unused_flow, draft.place_of(flow->id), "has no keywords, and no flow calls it", Severity::warning);
}

}  // namespace content
