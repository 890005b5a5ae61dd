#pragma once
#include <span>
#include <string>
#include <vector>

#include "core/helplines.hpp"

namespace content {

/// Every country of ISO 3166, so that people are understood also where we know of no line: those given first and as
/// they are, then the others; each with ICU's names in English and in the given languages behind its own.
std::vector<core::Country> with_all_countries(std::vector<core::Country> known, std::span<const std::string> languages);

}  // namespace content
