#pragma once
#include <filesystem>
#include <string>

namespace content {

/// The first 16 hexadecimal digits of a SHA-256 over the names and bytes of all files that people's conversations
/// hang on. Transcripts, schemas and the list of released ids are none of them.
std::string digest(const std::filesystem::path& flows_dir);

}  // namespace content
