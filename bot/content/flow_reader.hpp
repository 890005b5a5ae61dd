#pragma once
#include "content/draft.hpp"
#include "content/yaml.hpp"

namespace content {

/// Adds the flow of a document that the schema let through. A flow with a mistake is added too, and is listed as
/// broken, so that others may name it. Calls are not followed here: the other flow may not have been read yet.
void read_flow(const Document& document, bool system, Draft& draft);

}  // namespace content
