#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace commands {

/// The secret that a file holds, without the line's end. Throws Trouble: when it can't be read, is no plain file,
/// belongs to another user, may be read by others, is empty, over 4 KiB or has several lines.
std::string read_secret(const std::filesystem::path& file);

/// Puts a secret into a file of mode 0600: whole or not at all, in place of what was there. Throws Trouble.
void write_secret(const std::filesystem::path& file, std::string_view secret);

}  // namespace commands
