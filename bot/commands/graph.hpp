#pragma once
#include <string>

namespace commands {

struct GraphOptions {
  std::string flows;  // as find_flows() takes it
  std::string flow;   // its id
  std::string format = "mermaid";  // mermaid, dot or svg; svg needs Graphviz's dot
};

/// A conversation as a picture. Returns the exit code.
int graph(const GraphOptions& options);

}  // namespace commands
