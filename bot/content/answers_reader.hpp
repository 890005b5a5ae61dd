#pragma once
#include "content/draft.hpp"
#include "content/yaml.hpp"

namespace content {

/// What the program itself says, from a document that the schema let through. A line that is missing is an error: the
/// engine has nothing else to say there. Contexts are "answers//stop.1".
void read_answers(const Document& document, Draft& draft);

}  // namespace content
