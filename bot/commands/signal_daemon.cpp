#include "commands/signal_daemon.hpp"

#include <algorithm>

#include "commands/wait_for.hpp"

namespace commands {

using signal_channel::Notification;

SignalDaemon::~SignalDaemon() {
  connection_.close();
  context_.restart();
  context_.poll();  // what still waited on the connection sees its end
}

signal_channel::Reply SignalDaemon::ask(signal_channel::Request request, std::chrono::milliseconds patience) {
  if (!connection_.is_open()) wait_for(context_, connection_.open(socket_));
  return wait_for(context_, connection_.call(std::move(request), patience));
}

bool SignalDaemon::sends_unasked() {
  const auto received = wait_for(context_, connection_.receive(std::chrono::milliseconds(0)));
  return std::ranges::any_of(received, [](const Notification& each) { return !each.subscription; });
}

}  // namespace commands
