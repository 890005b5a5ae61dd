#include <fmt/format.h>

#include <algorithm>

#include "content/file.hpp"
#include "content/lint_parts.hpp"

namespace content {
namespace {

/// The line on which the entry's id stands.
int line_of(std::string_view json, std::string_view id) {
  const std::size_t at = json.find(fmt::format("\"{}\"", id));
  if (at == std::string_view::npos) return 0;
  return static_cast<int>(std::count(json.begin(), json.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
}

void lint_kinds(Draft& draft, const core::Flow& flow, const core::Node& node, const core::Refer& refer) {
  for (const std::string& kind : refer.kinds) {
    const auto is_of_it = [&](const core::Helpline& line) { return std::ranges::find(line.kinds, kind) != line.kinds.end(); };
    if (std::ranges::none_of(draft.content.helplines.all(), is_of_it))
      draft.report(Code::unknown_target, draft.place_of(flow.id + '/' + node.id), fmt::format("no helpline is of the kind '{}'", kind));
  }
}

}  // namespace

void lint_sources(Draft& draft, const std::filesystem::path& flows_dir, core::TimePoint now) {
  const std::filesystem::path path = flows_dir / "helplines.json";
  Diagnostics ignored;  // whoever reads the helplines says what is wrong with the file
  const std::string json = read_file(path, ignored).value_or("");
  for (const core::Helpline& line : draft.content.helplines.all()) {
    const Place place{path.string(), line_of(json, line.id), 1};
    if (line.source.empty() || line.verified_at.empty())
      draft.report(Code::stale_source, place, fmt::format("'{}' needs a source and a date", line.id));
    else if (core::stale(line, now))
      draft.report(Code::stale_source, place, fmt::format("'{}' was looked at in {}, over a year ago", line.id, line.verified_at), Severity::warning);
  }
  for (const core::Flow* flow : whole_flows(draft))
    for (const core::Node& node : flow->nodes)
      if (const auto* refer = std::get_if<core::Refer>(&node.kind)) lint_kinds(draft, *flow, node, *refer);
}

}  // namespace content
