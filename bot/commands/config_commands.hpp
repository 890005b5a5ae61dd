#pragma once
#include <string>

namespace commands {

/// Prints an example with every key explained. Returns the exit code.
int config_generate();

/// Names every mistake in a configuration file, a line each. What it speaks of, files and servers, is not looked at.
/// Returns the exit code: 1 when there is a mistake. Throws Trouble when the file can't be read.
int config_check(const std::string& file);

}  // namespace commands
