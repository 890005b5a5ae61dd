#pragma once
#include <set>
#include <string>
#include <vector>

#include "core/engine.hpp"

namespace content {

/// Which nodes and choices were visited.
class Coverage final : public core::Trace {
 public:
  void node(std::string_view flow, std::string_view node) override;
  void choice(std::string_view flow, std::string_view node, std::string_view choice) override;

  /// The nodes and choices of all flows that were not: "flow/node", "flow/node/choice", by flow and then in the order of the file.
  std::vector<std::string> unvisited(const core::Content& content) const;

 private:
  std::set<std::string, std::less<>> visited_;
};

}  // namespace content
