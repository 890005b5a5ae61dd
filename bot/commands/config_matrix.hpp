#pragma once
#include <filesystem>
#include <optional>

#include "commands/config_keys.hpp"

namespace commands {

/// The `matrix` block. What is wrong goes to the keys' mistakes.
MatrixConfig read_matrix(ConfigKeys keys, const std::filesystem::path& folder);

}  // namespace commands
