#include "commands/config_signal.hpp"

#include <array>
#include <utility>

#include "adapters/signal/connection.hpp"
#include "adapters/signal/protocol/address.hpp"
#include "content/duration.hpp"

namespace commands {

using signal_channel::NewPeople;

namespace {

constexpr std::chrono::weeks longest_timer{4};  // what Signal's apps offer at most

void read_socket(ConfigKeys& keys, SignalConfig& signal, const std::filesystem::path& folder) {
  const std::string socket = keys.needed("socket", "/run/mooring/signal.sock");
  if (!socket.empty()) signal.socket = folder / socket;
  if (signal.socket.string().size() > signal_channel::longest_socket_path)
    keys.complain("socket", "The path of socket is over 107 bytes, which no socket can have: choose a shorter one.");
}

void read_account(ConfigKeys& keys, SignalConfig& signal) {
  signal.account = keys.needed("account", "\"+15555550100\"");
  if (!signal.account.empty() && !signal_channel::Account::read(signal.account))
    keys.complain("account", "account has to be the bot's number with the country's code, such as \"+15555550100\".");
}

void read_new_people(ConfigKeys& keys, SignalConfig& signal) {
  constexpr std::array<std::pair<std::string_view, NewPeople>, 3> policies{
      {{"accept", NewPeople::accept}, {"delete", NewPeople::remove}, {"block", NewPeople::block}}};
  const std::string text = keys.text("new_people");
  if (text.empty()) return;
  for (const auto& [name, policy] : policies)
    if (text == name) return void(signal.new_people = policy);
  keys.complain("new_people", "new_people is accept, delete or block.");
}

void read_timer(ConfigKeys& keys, SignalConfig& signal) {
  const std::string text = keys.text("disappear_after");
  if (text.empty()) return;
  const auto time = content::duration(text);
  if (time && *time <= longest_timer) signal.timer = std::chrono::duration_cast<std::chrono::seconds>(*time);
  else keys.complain("disappear_after", "disappear_after has to be a time up to 28 days, such as 12h or 7d, or null.");
}

}  // namespace

SignalConfig read_signal(ConfigKeys keys, const std::filesystem::path& folder) {
  SignalConfig signal;
  read_socket(keys, signal, folder);
  read_account(keys, signal);
  read_new_people(keys, signal);
  read_timer(keys, signal);
  signal.polls = keys.flag("polls");
  keys.finish();
  return signal;
}

}  // namespace commands
