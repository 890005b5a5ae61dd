#pragma once
#include <string>

namespace commands {

/// Asks at the terminal, where what is typed isn't shown; where standard input is no terminal, reads a line from there.
/// Throws Trouble when there is none.
std::string ask_secret(const std::string& question);

}  // namespace commands
