#pragma once
#include "adapters/net/tasks.hpp"
#include "adapters/signal/people.hpp"
#include "adapters/signal/sender.hpp"

namespace signal_channel {

/// Shows people that somebody is there while a paced message waits. On the io_context's thread.
class Typing {
 public:
  /// Both references must outlive it.
  Typing(Sender& sender, net::Tasks& tasks) : sender_(sender), tasks_(tasks) {}

  /// For that long, as soon as nothing is on its way to them: a message ends what their app shows.
  void show(const People::Ptr& person, std::chrono::milliseconds time);
  /// After a message.
  void go_on(const People::Ptr& person);

  /// Signal's apps show it for fifteen seconds.
  static constexpr std::chrono::seconds repeat{10};

 private:
  boost::asio::awaitable<void> type(People::Ptr person);

  Sender& sender_;
  net::Tasks& tasks_;
};

}  // namespace signal_channel
