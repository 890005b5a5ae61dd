#include "commands/doctor_signal.hpp"

#include <fmt/format.h>

#include "adapters/signal/protocol/requests.hpp"
#include "commands/doctor_folders.hpp"
#include "commands/doctor_peer.hpp"
#include "commands/doctor_signal_cli.hpp"
#include "commands/signal_channel.hpp"
#include "commands/signal_daemon.hpp"

namespace commands {
namespace {

constexpr std::chrono::seconds patience{10};

/// Seen only when something arrives in this moment; elsewhere the command line tells.
void check_receiving(SignalDaemon& daemon, Findings& found) {
  if (daemon.sends_unasked())
    found.push_back(failure("signal-cli hands out messages that nobody asked for, which get lost that way: run it with "
                            "--receive-mode manual."));
}

bool asks_for_captcha(const std::filesystem::path& store) {
  std::error_code unknown;
  return std::filesystem::exists(challenge_file(store), unknown);
}

/// signal-cli's unit makes it, and nobody else should.
Finding check_socket_folder(const std::filesystem::path& folder) {
  std::error_code unknown;
  if (std::filesystem::exists(folder, unknown)) return check_private_folder(folder, "The folder of the socket");
  return failure(fmt::format("The folder of the socket, {}, is not there: start signal-cli, whose unit makes it.", folder.string()));
}

Findings ask_daemon(const SignalConfig& config) {
  SignalDaemon daemon(config.socket);
  Findings found{judge_version(daemon.ask(signal_channel::version(), patience))};
  if (found.front().kind != Finding::Kind::ok) return found;
  const auto account = *signal_channel::Account::read(config.account);
  found.push_back(judge_accounts(daemon.ask(signal_channel::list_accounts(), patience), account));
  check_receiving(daemon, found);
  for (Finding& finding : judge_flags(peer_command_line(config.socket))) found.push_back(std::move(finding));
  return found;
}

}  // namespace

Findings check_signal(const SignalConfig& config, const std::filesystem::path& store) {
  Findings found{check_socket_folder(config.socket.parent_path())};
  for (Finding& finding : ask_daemon(config)) found.push_back(std::move(finding));
  if (asks_for_captcha(store))
    found.push_back(failure("Signal asks for a captcha before the bot may write to people again: `mooring signal captcha` gives "
                            "it one."));
  return found;
}

}  // namespace commands
