#pragma once
#include <filesystem>
#include <string>

namespace content {

/// The .pot for translators: every text with its context and place, in the order of the files. What can't be read is
/// left out; check() says why.
std::string extract(const std::filesystem::path& flows_dir);

}  // namespace content
