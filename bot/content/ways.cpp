#include "content/ways.hpp"

namespace content {
namespace {

void ways_of_question(const core::Node& node, const core::Ask& ask, std::vector<Way>& found) {
  for (const core::Choice& choice : ask.choices)
    found.push_back({choice.next == core::no_node ? node.next : choice.next, choice.id});
  if (!std::holds_alternative<std::monostate>(ask.answer)) found.push_back({node.next, ""});
  found.push_back({ask.skip == core::no_node ? node.next : ask.skip, "skip"});
  if (ask.timeout) found.push_back({ask.timeout->next, "after a while"});
}

}  // namespace

std::vector<Way> ways(const core::Node& node) {
  std::vector<Way> found;
  if (const auto* ask = std::get_if<core::Ask>(&node.kind)) {
    ways_of_question(node, *ask, found);
  } else if (const auto* branch = std::get_if<core::Branch>(&node.kind)) {
    for (std::size_t i = 0; i < branch->arms.size(); ++i) found.push_back({branch->arms[i].next, std::to_string(i + 1)});
    found.push_back({node.next, "else"});
  } else if (!std::holds_alternative<core::End>(node.kind)) {
    found.push_back({node.next, ""});
  }
  std::erase_if(found, [](const Way& way) { return way.to == core::no_node; });
  return found;
}

bool waits(const core::Node& node) {
  return std::holds_alternative<core::Ask>(node.kind) || std::holds_alternative<core::Pace>(node.kind);
}

}  // namespace content
