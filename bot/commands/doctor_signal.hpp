#pragma once
#include <filesystem>

#include "commands/config.hpp"
#include "commands/doctor_finding.hpp"

namespace commands {

/// Whether the bot can use signal-cli, and how signal-cli is run. `store`: where a captcha may wait.
Findings check_signal(const SignalConfig& config, const std::filesystem::path& store);

}  // namespace commands
