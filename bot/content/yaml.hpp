#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "content/diagnostic.hpp"

namespace content {

/// Keeps the order of the file: choices are shown in the order in which they were written.
using Json = nlohmann::ordered_json;

inline constexpr std::size_t deepest_nesting = 32;
inline constexpr std::size_t longest_key = 200;  // bytes

/// A YAML file as JSON, and where everything in it stands, by JSON pointer ("/nodes/idea/say").
struct Document {
  struct Mark { int line = 0, column = 0; };

  std::string file;
  Json root;
  std::unordered_map<std::string, Mark> keys, values;

  /// Of a mapping's key, or of the value where `pointer` is no key. The start of the file when it is not there.
  Place place(const std::string& pointer) const;
  Place value_place(const std::string& pointer) const;
};

/// `pointer` one level down, escaped.
std::string child(const std::string& pointer, std::string_view key);
std::string child(const std::string& pointer, std::size_t index);

/// One document of plain YAML. Refused, each with a diagnostic: aliases, anchors, tags, tabs, keys that stand twice or
/// are no words, a second document, nesting over `deepest_nesting`, what is not UTF-8, over 1 MiB. Quoted scalars and
/// yes/no/on/off stay strings. Never throws.
std::optional<Document> parse_yaml(std::string_view text, std::string file, Diagnostics& found);
std::optional<Document> read_yaml(const std::filesystem::path& path, Diagnostics& found);

}  // namespace content
