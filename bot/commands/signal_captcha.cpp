#include <iostream>

#include "adapters/signal/protocol/account_requests.hpp"
#include "commands/secret_file.hpp"
#include "commands/signal_account.hpp"
#include "commands/signal_answers.hpp"
#include "commands/signal_ask.hpp"
#include "commands/signal_channel.hpp"
#include "commands/signal_commands.hpp"
#include "commands/trouble.hpp"

namespace commands {
namespace {

constexpr const char* captcha_page = "https://signalcaptchas.org/challenge/generate.html";

bool is_there(const std::filesystem::path& file) {
  std::error_code unknown;
  return std::filesystem::exists(file, unknown);
}

/// The running bot looks for it, and goes on once it is gone.
void tell_bot(const std::filesystem::path& challenge) {
  std::error_code failed;
  std::filesystem::remove(challenge, failed);
  if (failed)
    throw Trouble("Signal has taken the captcha, but the bot can't be told: remove signal-challenge from its data folder.");
}

}  // namespace

int signal_captcha(const std::string& config_file) {
  SignalAccount setup(config_file);
  const std::filesystem::path file = challenge_file(setup.config().store);
  if (!is_there(file)) {
    std::cout << "Signal asks for no captcha now. There is nothing to do.\n";
    return 0;
  }
  const std::string challenge = read_secret(file);
  const std::string link = ask_captcha(captcha_page);
  expect_solved(setup.daemon().ask(signal_channel::submit_rate_limit_challenge(setup.account(), challenge, link)));
  tell_bot(file);
  std::cout << "Signal has taken it. The bot goes on by itself within a few seconds.\n";
  return 0;
}

}  // namespace commands
