#pragma once
#include <filesystem>

#include "content/diagnostic.hpp"
#include "core/time.hpp"

namespace content {

/// Everything that is wrong with a folder of flows: what load() finds, and what would make a poor or unsafe
/// conversation. Sorted by file and line. `now` decides what is out of date.
Diagnostics check(const std::filesystem::path& flows_dir, core::TimePoint now);

}  // namespace content
