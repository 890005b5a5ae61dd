#pragma once
#include <filesystem>

#include "commands/config_keys.hpp"

namespace commands {

/// The `signal` block. What is wrong goes to the keys' mistakes.
SignalConfig read_signal(ConfigKeys keys, const std::filesystem::path& folder);

}  // namespace commands
