#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "adapters/signal/protocol/account_requests.hpp"
#include "commands/ask.hpp"
#include "commands/signal_account.hpp"
#include "commands/signal_answers.hpp"
#include "commands/signal_ask.hpp"
#include "commands/signal_commands.hpp"
#include "commands/trouble.hpp"

namespace commands {

using namespace signal_channel;

namespace {

constexpr const char* captcha_page = "https://signalcaptchas.org/registration/generate.html";
constexpr int tries = 3;  // at the code; Signal soon wants a new one
constexpr std::chrono::minutes patience{2};  // signal-cli asks Signal several things for one

void ask_for_code(SignalAccount& setup, bool by_call) {
  const auto request = [&](const std::string& captcha) {
    const Reply reply = setup.daemon().ask(register_account(setup.account(), captcha, by_call), patience);
    return expect_registering(reply, !captcha.empty());
  };
  if (request("") == Registering::needs_captcha) request(ask_captcha(captcha_page));
}

/// As people write it down: "123-456".
std::string ask_code(bool by_call) {
  std::string code = ask_line(by_call ? "The code from the call: " : "The code from the SMS: ");
  std::erase_if(code, [](char c) { return c == '-' || c == ' '; });
  return code;
}

Verifying try_code(SignalAccount& setup, const std::string& code) {
  const auto attempt = [&](const std::string& pin) {
    return expect_verified(setup.daemon().ask(verify(setup.account(), code, pin), patience), !pin.empty());
  };
  const Verifying tried = attempt("");
  if (tried != Verifying::needs_pin) return tried;
  std::cout << "This account has a PIN, from when it was used before.\n" << std::flush;
  return attempt(ask_secret("PIN of the account (not shown): "));
}

void verify_number(SignalAccount& setup, bool by_call) {
  const char* does = by_call ? "calls" : "sends an SMS to";
  std::cout << fmt::format("Signal {} {} with a code.\n", does, setup.account().text()) << std::flush;
  for (int left = tries; left > 0; --left) {
    if (try_code(setup, ask_code(by_call)) == Verifying::done) return;
    std::cout << "Signal doesn't take that code.\n" << std::flush;
  }
  throw Trouble("None of these codes was right: wait a minute, then run this again for a new one.");
}

/// What people see of the bot. False where that fails: the account is there all the same.
bool introduce(SignalAccount& setup) {
  Profile profile;
  profile.name = "Mooring";
  try {
    expect_done(setup.daemon().ask(update_profile(setup.account(), profile), patience));
    expect_done(setup.daemon().ask(update_configuration(setup.account(), true, true), patience));
    return true;
  } catch (const Trouble&) {
    return false;
  }
}

int say_registered(const std::string& number, bool introduced) {
  std::cout << fmt::format("{} is now the bot's{}. `mooring doctor` looks whether all is well.\n", number,
                           introduced ? ", under the name Mooring" : "");
  if (introduced) return 0;
  std::cout << "Its name could not be set: stop signal-cli, and give it the name with its own command updateProfile.\n";
  return 1;
}

}  // namespace

int signal_register(const std::string& config_file, bool by_call) {
  SignalAccount setup(config_file);
  setup.expect_absent();
  ask_for_code(setup, by_call);
  if (!setup.is_there()) verify_number(setup, by_call);  // an account that signal-cli had before is back without a code
  return say_registered(setup.account().text(), introduce(setup));
}

}  // namespace commands
