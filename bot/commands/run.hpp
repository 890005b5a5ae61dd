#pragma once
#include <string>

namespace commands {

/// The bot on the channels of a configuration file, until SIGTERM or SIGINT. One line on standard output when it is
/// ready on all of them. Returns the exit code. Throws Trouble and storage::StoreError.
int run(const std::string& config_file);

}  // namespace commands
