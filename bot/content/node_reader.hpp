#pragma once
#include "content/reading.hpp"
#include "core/flow.hpp"

namespace content {

/// One node that the schema let through. That it is of exactly one kind, and that its other keys go with that kind, is
/// looked at here: a schema can say it only in words that nobody understands.
core::Node read_node(Reading& reading, const Element& node, const std::string& id);

}  // namespace content
