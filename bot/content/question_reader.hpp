#pragma once
#include "content/reading.hpp"
#include "core/flow.hpp"

namespace content {

/// A node with `ask`: the question, its answer, and the ways on.
core::Ask read_question(Reading& reading, const Element& node);

}  // namespace content
