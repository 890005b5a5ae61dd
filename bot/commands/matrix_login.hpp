#pragma once
#include <string>

namespace commands {

/// Asks for the password of the bot's Matrix account, tries it at the homeserver, and writes the secret that the
/// configuration names: the password, an access token or a refresh token. The password is read from standard input where
/// that is no terminal. Returns the exit code. Throws Trouble, with nothing changed.
int matrix_login(const std::string& config_file);

}  // namespace commands
