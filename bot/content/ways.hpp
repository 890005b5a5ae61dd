#pragma once
#include <string>
#include <vector>

#include "core/flow.hpp"

namespace content {

/// Where a conversation can go from a node, and by what.
struct Way {
  core::NodeIndex to = core::no_node;
  std::string by;  // a choice's id, "skip", "after a while", "else"; empty for simply next
};

/// Every way on, in the order of the file. Ways that lead nowhere (no_node) are left out.
std::vector<Way> ways(const core::Node& node);

/// Whether the node waits for the person or for time.
bool waits(const core::Node& node);

}  // namespace content
