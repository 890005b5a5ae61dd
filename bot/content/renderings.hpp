#pragma once
#include <string>
#include <vector>

#include "core/catalogue.hpp"

namespace content {

/// The shapes that a sentence can take: one for each arm of its selects and plurals, with "…" for what a person wrote.
std::vector<std::string> renderings(const core::Template& text);

}  // namespace content
