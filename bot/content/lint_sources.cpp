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
}

}  // namespace content
