#include <iostream>

#include <fmt/format.h>

#include "adapters/signal/protocol/account_requests.hpp"
#include "commands/signal_account.hpp"
#include "commands/signal_answers.hpp"
#include "commands/signal_commands.hpp"
#include "commands/signal_qr.hpp"

namespace commands {
namespace {

constexpr std::chrono::minutes until_scanned{10};
constexpr std::string_view device_name = "Mooring";

void show(const std::string& uri) {
  std::cout << "On the phone whose account the bot is to use, open Signal, Settings, Linked devices, and scan this:\n\n"
            << qr_for_terminal(uri)
            << "\nWaiting for the phone. The code is good for a few minutes; Ctrl-C ends this, and nothing is changed.\n"
            << std::flush;
}

int say_linked(const std::string& number, const signal_channel::Account& wanted) {
  if (number == wanted.text()) {
    std::cout << fmt::format("This is now a device of {}. `mooring doctor` looks whether all is well.\n", number);
    return 0;
  }
  std::cout << fmt::format("This is now a device of {}, which is not the account in the configuration: put that number there, or "
                           "remove the device on the phone and scan with the other one.\n", number);
  return 1;
}

}  // namespace

int signal_link(const std::string& config_file) {
  SignalAccount setup(config_file);
  setup.expect_absent();
  SignalDaemon& daemon = setup.daemon();
  const std::string uri = expect_link_uri(daemon.ask(signal_channel::start_link()));
  show(uri);
  const std::string number = expect_linked(daemon.ask(signal_channel::finish_link(uri, device_name), until_scanned));
  return say_linked(number, setup.account());
}

}  // namespace commands
