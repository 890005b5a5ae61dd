#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <set>

#include "adapters/net/lock.hpp"
#include "adapters/signal/protocol/contact.hpp"
#include "adapters/signal/protocol/address.hpp"
#include "runtime/adapter.hpp"

namespace signal_channel {

/// Somebody who writes, as this run knows them.
struct Person {
  using Moment = std::chrono::steady_clock::time_point;

  Person(const boost::asio::any_io_executor& executor, Uuid uuid) : who(std::move(uuid)), turn(executor), told(executor) {}

  const Uuid who;
  Contact contact;
  net::Lock turn;                      // of what is said to them: one thing at a time is on its way
  std::set<std::uint64_t> arrived;     // messages that reached them, and that nobody has told us were sent
  boost::asio::steady_timer told;      // cancelled when there is another
  bool known = false;                  // something was kept of them: they have talked with the bot before
  bool held = false;                   // their key changed, and nothing is said to them before they were told
  Moment key_changed{};
  Moment crisis_answered{};
  Moment typing_until{};
  bool typing = false;
  std::map<core::Line, Moment> remarks;
};

/// On the io_context's thread.
class People {
 public:
  using Ptr = std::shared_ptr<Person>;
  /// `inbox` must outlive it.
  People(boost::asio::any_io_executor executor, runtime::Inbox& inbox) : executor_(std::move(executor)), inbox_(inbox) {}

  /// With what was kept of them.
  boost::asio::awaitable<Ptr> find(Uuid who);
  /// Comes back when a killed process would not lose it.
  boost::asio::awaitable<void> save(Ptr person);
  /// The bot goes: nobody waits for receipts any more.
  void wake();
  void forget(const Uuid& who) { people_.erase(who); }

 private:
  boost::asio::any_io_executor executor_;
  runtime::Inbox& inbox_;
  std::map<Uuid, Ptr> people_;
};

}  // namespace signal_channel
