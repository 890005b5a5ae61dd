#include <fmt/format.h>

#include <algorithm>

#include "content/file.hpp"
#include "content/lint_parts.hpp"

namespace content {

void lint_released(Draft& draft, const std::filesystem::path& flows_dir) {
  const std::filesystem::path path = flows_dir / "released.txt";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return;  // nothing was released yet
  const auto text = read_file(path, draft.diagnostics);
  if (!text) return;
  int line = 0;
  for (std::string_view rest = *text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view id = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++line;
    if (id.empty() || draft.broken.contains(std::string(id.substr(0, id.find('/')))) || draft.places.contains(id)) continue;
    draft.report(Code::removed_id, {path.string(), line, 1}, fmt::format("'{}' was released, and people may be there: it has to stay", id));
  }
}

}  // namespace content
