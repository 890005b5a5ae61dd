#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

namespace net {

/// A rate limit that holds for all people together. Once it is met, sends go one at a time, and what is urgent
/// goes first. On one thread.
class Gate {
 public:
  explicit Gate(boost::asio::any_io_executor executor) : executor_(executor), opens_(executor) {}

  /// `who`: for hurry().
  boost::asio::awaitable<void> pass(bool urgent, std::string who = {});
  /// What waits for them is urgent from now on.
  void hurry(std::string_view who);
  /// After each pass(): what became of it. The other side said to wait,
  void close_for(std::chrono::milliseconds time);
  /// or it did not.
  void open();
  /// Lets everyone through: the bot goes.
  void abandon();

 private:
  struct Turn {
    std::shared_ptr<boost::asio::steady_timer> timer;
    std::string who;
  };

  boost::asio::awaitable<void> let_in_later();
  void let_in();

  boost::asio::any_io_executor executor_;
  boost::asio::steady_timer opens_;
  std::deque<Turn> urgent_, others_;
  bool limited_ = false, waiting_ = false, abandoned_ = false;
};

}  // namespace net
