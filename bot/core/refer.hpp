#pragma once
#include "core/making.hpp"

namespace core {

/// Names helplines of the person's country, one message; where the country is unknown, or has none, what works
/// everywhere.
void refer(Making& making, std::span<const std::string> kinds, std::size_t most);

}  // namespace core
