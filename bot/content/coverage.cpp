#include "content/coverage.hpp"

#include <map>

#include <fmt/format.h>

namespace content {
namespace {

std::string path_of(std::string_view flow, std::string_view node) { return fmt::format("{}/{}", flow, node); }
std::string path_of(std::string_view flow, std::string_view node, std::string_view choice) {
  return fmt::format("{}/{}/{}", flow, node, choice);
}

void list_paths(const core::Flow& flow, std::vector<std::string>& paths) {
  for (const auto& node : flow.nodes) {
    paths.push_back(path_of(flow.id, node.id));
    if (const auto* ask = std::get_if<core::Ask>(&node.kind))
      for (const auto& choice : ask->choices) paths.push_back(path_of(flow.id, node.id, choice.id));
  }
}

}  // namespace

void Coverage::node(std::string_view flow, std::string_view node) { visited_.insert(path_of(flow, node)); }

void Coverage::choice(std::string_view flow, std::string_view node, std::string_view choice) {
  visited_.insert(path_of(flow, node, choice));
}

std::vector<std::string> Coverage::unvisited(const core::Content& content) const {
  std::map<std::string_view, const core::Flow*> by_id;
  for (const auto& [id, flow] : content.flows) by_id.emplace(id, &flow);
  std::vector<std::string> paths;
  for (const auto& [id, flow] : by_id) list_paths(*flow, paths);
  std::erase_if(paths, [&](const auto& path) { return visited_.contains(path); });
  return paths;
}

}  // namespace content
