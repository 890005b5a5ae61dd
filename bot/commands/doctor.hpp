#pragma once
#include <string>

namespace commands {

/// Looks at everything around the bot, a line each: ok, warn or fails, with the mend. Shows no number, no secret and no text
/// of a server's. Returns the exit code: 1 when something fails. Throws Trouble when the configuration can't be read.
int doctor(const std::string& config_file);

}  // namespace commands
