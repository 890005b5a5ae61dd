#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "runtime/adapter.hpp"
#include "runtime/metrics.hpp"

namespace runtime {

/// Replies on their way: those of one conversation strictly one after the other, conversations side by side. What a
/// channel could not take is tried again, after longer and longer, until it takes or refuses it. On the io_context's thread.
class Outgoing {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  /// `done` is told the id of each stored reply that was accepted or refused. `metrics` may be null.
  Outgoing(boost::asio::any_io_executor executor, std::function<void(std::uint64_t id)> done, Metrics* metrics);

  /// `adapter` must live until all is sent or given up; `received`: when the message that this answers came.
  void push(Adapter& adapter, Delivery delivery, Moment received);
  bool empty() const { return queues_.empty(); }
  /// Comes back when nothing is on its way any more, or after that time; then nothing more is tried.
  boost::asio::awaitable<void> end_within(std::chrono::milliseconds time);

  static constexpr std::chrono::milliseconds first_pause{1000}, longest_pause{60'000};
  /// Where the answer to a crisis waits.
  static constexpr std::chrono::milliseconds longest_urgent_pause{10'000};

 private:
  struct Item { Delivery delivery; Moment received; };
  /// The replies of one conversation that wait.
  struct Queue {
    Queue(const boost::asio::any_io_executor& executor, Adapter& channel) : adapter(channel), pause(executor) {}
    Adapter& adapter;
    std::deque<Item> items;
    boost::asio::steady_timer pause;
    std::chrono::milliseconds next_pause = first_pause;
  };
  using Key = std::pair<std::string, std::string>;  // channel, conversation

  static bool has_urgent(const Queue& queue);
  static void hurry(Queue& queue, const std::string& conversation);
  boost::asio::awaitable<void> send_all(Key key);
  boost::asio::awaitable<void> settle(Queue& queue, Sent sent);
  boost::asio::awaitable<void> wait(Queue& queue);
  void take_off(Queue& queue, Sent sent);

  boost::asio::any_io_executor executor_;
  std::function<void(std::uint64_t id)> done_;
  Metrics* metrics_;
  std::map<Key, std::unique_ptr<Queue>> queues_;
  boost::asio::steady_timer emptied_;
  bool given_up_ = false;
};

}  // namespace runtime
