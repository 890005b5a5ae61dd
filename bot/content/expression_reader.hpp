#pragma once
#include <string_view>
#include <vector>

#include "content/reading.hpp"
#include "core/expression.hpp"

namespace content {

// What the schema let through. A sentence in a value gets the context "flow/node/field".

core::Expression read_value(Reading& reading, const Element& value, std::string_view field);
core::Condition read_condition(Reading& reading, const Element& condition);
/// The context of a sentence is `prefix` and the name that is set.
std::vector<core::Assignment> read_assignments(Reading& reading, const Element& assignments, std::string_view prefix);

}  // namespace content
