#pragma once
#include <string>

#include "core/content.hpp"

namespace content {

/// A flow as a picture's text: a box for each node with its id and first words, an arrow for each way on.
/// https://mermaid.js.org/syntax/flowchart.html
std::string mermaid(const core::Content& content, const core::Flow& flow);
/// https://graphviz.org/doc/info/lang.html
std::string dot(const core::Content& content, const core::Flow& flow);

}  // namespace content
