#pragma once
#include <filesystem>
#include <memory>
#include <optional>

#include "content/yaml.hpp"

namespace valijson { class Schema; }

namespace content {

/// A JSON Schema, draft 7: the same files give editors their completion. Only what schema.cpp can put into a plain
/// sentence is used in them, so no oneOf and no patterns.
class Schema {
 public:
  /// Nothing, with a diagnostic, when the file is missing or no schema.
  static std::optional<Schema> load(const std::filesystem::path& path, Diagnostics& found);

  /// Whether the document keeps to it; each offence is one diagnostic at the innermost place.
  bool check(const Document& document, Diagnostics& found) const;

 private:
  std::shared_ptr<const valijson::Schema> schema_;
};

}  // namespace content
