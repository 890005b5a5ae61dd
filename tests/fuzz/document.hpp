#pragma once
#include <filesystem>
#include <optional>

#include "content/schema.hpp"
#include "fuzz/fuzz.hpp"

namespace fuzz {

/// What gets past the YAML reader and the schema of that name, as the readers are promised. One schema a program.
inline std::optional<content::Document> document(std::string_view text, const char* schema_name, content::Diagnostics& found) {
  static const auto schema = [&] {
    content::Diagnostics mistakes;
    const auto folder = std::filesystem::path(MOORING_SOURCE_DIR) / "flows/schema";
    return content::Schema::load(folder / (std::string(schema_name) + ".schema.json"), mistakes);
  }();
  require(schema.has_value());
  auto document = content::parse_yaml(text, "a.yaml", found);
  if (document && !schema->check(*document, found)) document.reset();
  return document;
}

}  // namespace fuzz
