#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace commands {

/// The command line of the process that listens at a UNIX socket, a word each. Nothing where it can't be seen: nobody listens,
/// another process holds the socket for it, or /proc shows it to its own user alone.
std::optional<std::vector<std::string>> peer_command_line(const std::filesystem::path& socket);

}  // namespace commands
