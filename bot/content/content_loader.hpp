#pragma once
#include <filesystem>
#include <memory>

#include "content/draft.hpp"

namespace content {

/// The language that the flows are written in.
inline constexpr std::string_view source_language = "en";

/// Everything under a folder of flows, mistakes and all. docs/writing.md says what belongs where. Blocks on the disk;
/// never throws on any content of a file.
Draft read(const std::filesystem::path& flows_dir);

struct Loaded {
  std::shared_ptr<const core::Content> content;  // null when there is any error
  Diagnostics diagnostics;
};

/// What the bot runs on. Only what would make it fail or lose people is looked for; check() in content/lint.hpp finds
/// the rest.
Loaded load(const std::filesystem::path& flows_dir);

}  // namespace content
