#pragma once
#include <string>

namespace commands {

/// Reads and lints everything that people wrote, a line for each finding: file:line:col: error M012: message.
/// `flows` as find_flows() takes it. Returns the exit code: 1 when there is an error, 0 with warnings alone.
int check(const std::string& flows);

}  // namespace commands
