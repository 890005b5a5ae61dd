#include "commands/graph.hpp"

#include <cstdio>
#include <iostream>
#include <set>

#include <sys/wait.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "commands/folders.hpp"
#include "commands/trouble.hpp"
#include "content/graph.hpp"

namespace commands {
namespace {

const core::Flow& find(const core::Content& content, const std::string& id) {
  if (const auto* flow = content.flow(id)) return *flow;
  std::set<std::string_view> known;
  for (const auto& [name, flow] : content.flows) known.insert(name);
  throw Trouble(fmt::format("There is no conversation {}; there are {}.", id, fmt::join(known, ", ")));
}

// Graphviz writes to our standard output itself.
void print_svg(const std::string& dot) {
  std::FILE* graphviz = popen("command -v dot >/dev/null || exit 127; exec dot -Tsvg", "w");
  if (!graphviz) throw Trouble("Graphviz can't be started; --format dot needs nothing else.");
  std::fputs(dot.c_str(), graphviz);
  const int status = pclose(graphviz);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
    throw Trouble("An SVG is drawn by Graphviz: install the package graphviz, or use --format dot.");
  if (status != 0) throw Trouble("Graphviz could not draw it; --format dot shows what it was given.");
}

}  // namespace

int graph(const GraphOptions& options) {
  const auto content = load_content(options.flows);
  const auto& flow = find(*content, options.flow);
  if (options.format == "svg") print_svg(content::dot(*content, flow));
  else std::cout << (options.format == "dot" ? content::dot(*content, flow) : content::mermaid(*content, flow));
  return 0;
}

}  // namespace commands
