#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <map>
#include <string>

#include "adapters/matrix/client.hpp"
#include "adapters/net/tasks.hpp"

namespace matrix {

/// Shows people that the bot has read. A receipt costs the homeserver as much as a reply does, so receipts wait until
/// nobody has written for a moment, though not for ever, and a newer one stands for the older of its room. On the
/// io_context's thread.
class Receipts {
 public:
  Receipts(Client& client, net::Tasks& tasks) : client_(client), tasks_(tasks) {}

  void read(std::string room, std::string event);

  static constexpr std::chrono::milliseconds quiet{1000}, longest{30'000};

 private:
  using Clock = std::chrono::steady_clock;
  boost::asio::awaitable<void> send_when_quiet();
  Clock::time_point due() const { return std::min(latest_ + quiet, first_ + longest); }

  Client& client_;
  net::Tasks& tasks_;
  std::map<std::string, std::string> unsent_;  // by room
  Clock::time_point first_{}, latest_{};
  bool sending_ = false;
};

}  // namespace matrix
