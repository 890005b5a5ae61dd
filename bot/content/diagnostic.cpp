#include "content/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace content {

std::string name(Code code) { return fmt::format("M{:03}", static_cast<int>(code)); }

std::string to_string(const Diagnostic& diagnostic) {
  const Place& place = diagnostic.place;
  std::string where = place.file;
  if (place.line > 0) where += fmt::format(":{}", place.line);
  if (place.line > 0 && place.column > 0) where += fmt::format(":{}", place.column);
  return fmt::format("{}: {} {}: {}", where, diagnostic.severity == Severity::error ? "error" : "warning",
                     name(diagnostic.code), diagnostic.message);
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return d.severity == Severity::error; });
}

void sort(Diagnostics& diagnostics) {
  std::ranges::stable_sort(diagnostics, {}, [](const Diagnostic& d) {
    return std::tie(d.place.file, d.place.line, d.place.column, d.code);
  });
}

}  // namespace content
