#pragma once
#include "content/draft.hpp"
#include "content/yaml.hpp"

namespace content {

/// The words of one language, folded, from a document that the schema let through.
core::Words read_words(const Document& document, Draft& draft);

}  // namespace content
