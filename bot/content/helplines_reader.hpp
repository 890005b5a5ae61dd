#pragma once
#include <span>
#include <string>

#include "content/yaml.hpp"
#include "core/helplines.hpp"

namespace content {

/// flows/helplines.json, from a document that flows/schema/helplines.schema.json let through (JSON is YAML, so
/// read_yaml reads it, and every mistake has its line). An entry that could mislead somebody is left out, with a
/// diagnostic. Countries are known by their names in the given languages too.
core::Helplines read_helplines(const Document& document, std::span<const std::string> languages, Diagnostics& found);

}  // namespace content
