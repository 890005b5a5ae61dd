#include "content/flow_reader.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "content/node_reader.hpp"
#include "content/reading.hpp"

namespace content {
namespace {

/// The ids first: any node may lead to any other.
void enter_ids(const Document& document, const Element& nodes, Draft& draft, core::Flow& flow) {
  for (const auto& [id, node] : nodes.json.items()) {
    flow.by_id.emplace(id, static_cast<core::NodeIndex>(flow.by_id.size()));
    draft.places.emplace(flow.id + '/' + id, document.place(child(nodes.pointer, id)));
  }
}

void read_nodes(Reading& reading, const Element& nodes, core::Flow& flow) {
  for (const auto& [id, node] : nodes.json.items()) {
    reading.check_id(nodes[id], id);
    flow.nodes.push_back(read_node(reading, nodes[id], id));
  }
}

void read_head(Reading& reading, const Element& root, core::Flow& flow) {
  reading.check_id(root["flow"], flow.id);
  flow.title = reading.text(root["title"], "title", Role::title);
  if (root.has("keywords")) flow.keywords = reading.text(root["keywords"], "keywords", Role::words);
  flow.everywhere = root.has("everywhere") && root["everywhere"].json.get<bool>();
  flow.start = reading.target(root["start"]);
}

void check_name(Reading& reading, const Element& root, const Document& document) {
  const std::string stem = std::filesystem::path(document.file).stem().string();
  const core::Flow& flow = reading.flow();
  if (flow.id != stem) reading.refuse(root["flow"], Code::id, fmt::format("the file's name says '{}'", stem));
  if (reading.content().flow(flow.id))
    reading.refuse(root["flow"], Code::id, fmt::format("there are two flows '{}'", flow.id));
}

}  // namespace

void read_flow(const Document& document, bool system, Draft& draft) {
  const Element root{document.root, ""}, nodes = root["nodes"];
  core::Flow flow;
  flow.id = root["flow"].text();
  flow.system = system;
  const std::size_t before = draft.diagnostics.size();
  Reading reading(document, draft, flow);
  if (nodes.json.size() >= core::no_node) return reading.refuse(nodes, Code::schema, "too many nodes");
  check_name(reading, root, document);
  draft.places.emplace(flow.id, document.value_place(root["flow"].pointer));
  enter_ids(document, nodes, draft, flow);
  read_head(reading, root, flow);
  read_nodes(reading, nodes, flow);
  if (draft.diagnostics.size() > before) draft.broken.insert(flow.id);
  draft.content.flows.emplace(flow.id, std::move(flow));
}

}  // namespace content
