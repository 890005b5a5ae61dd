#pragma once
#include <optional>

#include "content/yaml.hpp"
#include "core/lexicon.hpp"

namespace content {

/// A language's crisis rules, from a document that the schema let through. Nothing, with diagnostics, when a phrase
/// can't be understood, or a rule misses a sentence of its own or catches one that it must leave alone.
std::optional<core::Lexicon> read_lexicon(const Document& document, Diagnostics& found);

}  // namespace content
