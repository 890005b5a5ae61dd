#pragma once
#include <filesystem>

#include "content/draft.hpp"

namespace content {

/// Puts each <language>.po of the folder beside the source. Fuzzy and empty entries are left out; a pattern that is not
/// well formed is an error. After the flows and the answers.
void read_translations(const std::filesystem::path& locale_dir, Draft& draft);

}  // namespace content
