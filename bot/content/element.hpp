#pragma once
#include <string>
#include <string_view>

#include "content/yaml.hpp"

namespace content {

/// A value of a document, and where it stands. A view: the document outlives it.
struct Element {
  const Json& json;
  std::string pointer;

  bool has(std::string_view key) const { return json.is_object() && json.contains(key); }
  /// The key, or the index, must be there.
  Element operator[](std::string_view key) const { return {json.at(key), child(pointer, key)}; }
  Element operator[](std::size_t index) const { return {json.at(index), child(pointer, index)}; }
  std::string text() const { return json.get<std::string>(); }
};

}  // namespace content
