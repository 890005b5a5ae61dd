#pragma once
#include <string>

#include "adapters/signal/protocol/address.hpp"
#include "commands/config.hpp"
#include "commands/signal_daemon.hpp"

namespace commands {

/// The account of a configuration, and a signal-cli that is there and new enough. All throw Trouble.
class SignalAccount {
 public:
  explicit SignalAccount(const std::string& config_file);

  /// For what would take an account away that is there: signal-cli closes it, and the running bot loses it.
  void expect_absent();
  bool is_there();

  SignalDaemon& daemon() { return daemon_; }
  const signal_channel::Account& account() const { return account_; }
  const Config& config() const { return config_; }

 private:
  Config config_;
  signal_channel::Account account_;
  SignalDaemon daemon_;
};

}  // namespace commands
