#pragma once
#include <string>

namespace commands {

// How the bot comes to its account on Signal. All throw Trouble, and return the exit code.

/// Makes signal-cli a linked device of an account: shows a code, and waits until a phone has scanned it. 1 when that phone has
/// another account than the configuration.
int signal_link(const std::string& config_file);

/// Makes the configuration's number an account of its own. The code comes by SMS, or by a call.
int signal_register(const std::string& config_file, bool by_call);

/// Gives Signal the captcha that it has asked the running bot for.
int signal_captcha(const std::string& config_file);

}  // namespace commands
