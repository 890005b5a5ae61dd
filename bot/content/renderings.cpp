#include "content/renderings.hpp"

#include <set>

namespace content {
namespace {

/// The words that stand before a brace: "other", "hours", and a few that are none, which does no harm.
std::set<std::string> arms(std::string_view pattern) {
  std::set<std::string> found;
  for (std::size_t brace = pattern.find('{'); brace != std::string_view::npos; brace = pattern.find('{', brace + 1)) {
    const std::size_t end = pattern.substr(0, brace).find_last_not_of(" \n");
    if (end == std::string_view::npos) continue;
    const std::size_t start = pattern.substr(0, end + 1).find_last_of(" \n,{}=");
    found.emplace(pattern.substr(start + 1, end - start));
  }
  return found;
}

}  // namespace

std::vector<std::string> renderings(const core::Template& text) {
  std::set<std::string> shapes;
  const auto add = [&](const core::Value& value) { shapes.insert(text.render([&](std::string_view) { return value; })); };
  add(std::string("…"));
  if (text.pattern().find(',') != std::string_view::npos) {
    for (const double number : {0.0, 1.0, 2.0}) add(number);
    for (const std::string& arm : arms(text.pattern())) add(arm);
  }
  return {shapes.begin(), shapes.end()};
}

}  // namespace content
