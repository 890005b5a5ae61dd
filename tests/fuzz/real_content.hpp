#pragma once
#include <filesystem>

#include "content/content_loader.hpp"
#include "fuzz/fuzz.hpp"

namespace fuzz {

/// What the program itself runs on, loaded once.
inline const core::Content& real_content() {
  static const auto loaded = content::load(std::filesystem::path(MOORING_SOURCE_DIR) / "flows");
  require(loaded.content != nullptr);
  return *loaded.content;
}

}  // namespace fuzz
