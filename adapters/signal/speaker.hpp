#pragma once
#include <vector>

#include "adapters/signal/courier.hpp"
#include "adapters/signal/forgetting.hpp"
#include "adapters/signal/typing.hpp"

namespace signal_channel {

/// What is said to people, and what goes with it. On the io_context's thread.
class Speaker {
 public:
  /// All references must outlive it.
  Speaker(Sender& sender, People& people, runtime::Inbox& inbox, const Options& options, net::Tasks& tasks);

  /// What an earlier run left undone.
  boost::asio::awaitable<void> resume() { return forgetting_.resume(); }
  boost::asio::awaitable<runtime::Sent> reply(const runtime::Delivery& delivery);
  /// A sentence about the chat itself, at most once an hour.
  boost::asio::awaitable<void> remark(People::Ptr person, core::Line line);
  /// To a crisis where there is no conversation, at most once a minute.
  boost::asio::awaitable<void> say_crisis_lines(People::Ptr person, std::vector<core::Reply> lines);
  /// Their key is another one: whoever is there now may be somebody else. What waits is not said to them, but for the answer
  /// to a crisis, before they were told.
  boost::asio::awaitable<void> begin_anew(People::Ptr person);
  /// The answer to a crisis waits behind what is on its way to them.
  void hurry(const Uuid& who);
  boost::asio::awaitable<void> note_forgetting(Uuid who) { return forgetting_.note(std::move(who)); }
  boost::asio::awaitable<void> show_typing(Uuid who, std::chrono::milliseconds time);

 private:
  std::vector<Request> messages_of(const Uuid& who, const core::Reply& reply) const;
  std::optional<Request> poll_of(const Uuid& who, const runtime::Delivery& delivery) const;
  boost::asio::awaitable<Fate> bring(People::Ptr person, const runtime::Delivery& delivery);
  boost::asio::awaitable<Fate> bring_aside(People::Ptr person, core::Reply reply);
  boost::asio::awaitable<runtime::Sent> come_to(People::Ptr person, const runtime::Delivery& delivery, Fate fate);
  boost::asio::awaitable<runtime::Sent> follow_up(People::Ptr person, const runtime::Delivery& delivery);
  boost::asio::awaitable<void> trust(const Uuid& who);
  boost::asio::awaitable<void> set_timer_once(People::Ptr person);
  boost::asio::awaitable<runtime::Sent> take_back(People::Ptr person, std::uint64_t way_out);

  Sender& sender_;
  People& people_;
  runtime::Inbox& inbox_;
  const Options& options_;
  net::Tasks& tasks_;
  Courier courier_;
  Typing typing_;
  Forgetting forgetting_;
};

}  // namespace signal_channel
