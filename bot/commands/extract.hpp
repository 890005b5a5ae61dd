#pragma once
#include <string>

namespace commands {

/// The .pot file that translators start from. `flows` as find_flows() takes it. Returns the exit code.
int extract(const std::string& flows);

}  // namespace commands
