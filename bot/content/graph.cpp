#include "content/graph.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "content/ways.hpp"

namespace content {
namespace {

constexpr std::size_t first_words = 40;  // characters

struct About {
  const core::Content& content;

  std::string text(core::TextId id) const {
    return id == core::no_text ? std::string() : std::string(content.texts.text(id, content.language).pattern());
  }
  std::string operator()(const core::Say& say) const { return text(say.text.front()); }
  std::string operator()(const core::Ask& ask) const { return text(ask.text.front()); }
  std::string operator()(const core::Pace& pace) const { return text(pace.lines.front().text); }
  std::string operator()(const core::Keep& keep) const { return (keep.value ? "keeps: " : "drops: ") + text(keep.title); }
  std::string operator()(const core::Call& call) const { return "calls " + call.flow; }
  std::string operator()(const core::Branch&) const { return "branch"; }
  std::string operator()(const core::Set&) const { return "set"; }
  std::string operator()(const core::Remind&) const { return "remind"; }
  std::string operator()(const core::Refer&) const { return "helplines"; }
  std::string operator()(const core::Act&) const { return "act"; }
  std::string operator()(const core::End&) const { return "end"; }
};

/// On one line, cut at a character, with nothing that either language reads as its own.
std::string shortened(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  std::ranges::replace(text, '"', '\'');
  std::ranges::replace(text, '\\', '/');
  if (text.size() <= first_words) return text;
  std::size_t end = first_words;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string label(const core::Content& content, const core::Node& node) {
  return shortened(std::visit(About{content}, node.kind));
}

}  // namespace

std::string mermaid(const core::Content& content, const core::Flow& flow) {
  std::string text = "flowchart TD\n";
  for (std::size_t i = 0; i < flow.nodes.size(); ++i)
    text += fmt::format("  n{}[\"{}<br>{}\"]\n", i, flow.nodes[i].id, label(content, flow.nodes[i]));
  for (std::size_t i = 0; i < flow.nodes.size(); ++i)
    for (const Way& way : ways(flow.nodes[i]))
      text += way.by.empty() ? fmt::format("  n{} --> n{}\n", i, way.to) : fmt::format("  n{} -->|\"{}\"| n{}\n", i, way.by, way.to);
  return text;
}

std::string dot(const core::Content& content, const core::Flow& flow) {
  std::string text = fmt::format("digraph \"{}\" {{\n  node [shape=box, fontname=\"sans-serif\"];\n", flow.id);
  for (std::size_t i = 0; i < flow.nodes.size(); ++i)
    text += fmt::format("  n{} [label=\"{}\\n{}\"];\n", i, flow.nodes[i].id, label(content, flow.nodes[i]));
  for (std::size_t i = 0; i < flow.nodes.size(); ++i)
    for (const Way& way : ways(flow.nodes[i])) text += fmt::format("  n{} -> n{} [label=\"{}\"];\n", i, way.to, way.by);
  return text + "}\n";
}

}  // namespace content
