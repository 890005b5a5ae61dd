#include "commands/signal_account.hpp"

#include "adapters/signal/protocol/requests.hpp"
#include "commands/signal_answers.hpp"
#include "commands/trouble.hpp"

namespace commands {
namespace {

Config load_with_signal(const std::string& config_file) {
  Config config = load_config(config_file);
  if (!config.signal) throw Trouble("There is no signal block in this configuration; `mooring config generate` shows one.");
  return config;
}

}  // namespace

SignalAccount::SignalAccount(const std::string& config_file)
    : config_(load_with_signal(config_file)), account_(*signal_channel::Account::read(config_.signal->account)),
      daemon_(config_.signal->socket) {
  expect_signal_cli(daemon_.ask(signal_channel::version()));
}

bool SignalAccount::is_there() { return expect_accounts(daemon_.ask(signal_channel::list_accounts()), account_); }

void SignalAccount::expect_absent() {
  if (!is_there()) return;
  throw Trouble("signal-cli has the account of this configuration already, so there is nothing to do: `mooring run` uses it.");
}

}  // namespace commands
