#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "content/diagnostic.hpp"

namespace content {

/// Nobody writes a conversation of this size; whoever sends one wants to fill the memory.
inline constexpr std::uintmax_t longest_file = 1024 * 1024;

/// The bytes of a file. Nothing, with a diagnostic, when it can't be read, is over `longest_file` bytes, or isn't
/// UTF-8.
std::optional<std::string> read_file(const std::filesystem::path& path, Diagnostics& found);

/// Whether `text` may be read on: its length and UTF-8, with a diagnostic at the first bad line if not.
bool is_readable(std::string_view text, const std::string& file, Diagnostics& found);

/// The files of a folder with that extension (".yaml"), in the order of their names. None when there is no folder.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, std::string_view extension);

}  // namespace content
