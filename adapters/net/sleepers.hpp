#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <set>

namespace net {

/// Pauses that can be ended together. On one thread; must outlive those who sleep.
class Sleepers {
 public:
  explicit Sleepers(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// Less where wake() is called meanwhile, and nothing at all after end().
  boost::asio::awaitable<void> sleep(std::chrono::milliseconds time);
  void wake();
  void end();
  bool ended() const { return ended_; }

 private:
  boost::asio::any_io_executor executor_;
  std::set<boost::asio::steady_timer*> timers_;
  bool ended_ = false;
};

}  // namespace net
