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
  bool recalled = false;               // what was kept of them could be read, and may be written
  bool known = true;                   // they have talked with the bot before, or it can't tell
  bool hurried = false;                // the answer to a crisis waits behind what is under way
  Moment key_changed = Moment::min();
  Moment crisis_answered = Moment::min();
  std::optional<Timestamp> unshown;    // the latest message that they don't know to be read
  bool showing_read = false;
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

  /// With what was kept of them. While the store fails, nothing is known of them, and nothing is kept.
  boost::asio::awaitable<Ptr> find(Uuid who);
  /// True when a killed process would not lose it.
  boost::asio::awaitable<bool> save(Ptr person);
  /// Null where this run does not know them.
  Ptr known(const Uuid& who) const;
  /// The bot goes: nobody waits for receipts any more.
  void wake();
  void forget(const Uuid& who) { people_.erase(who); }

  /// Over this many, those with whom nothing is going on are dropped: what matters is kept.
  static constexpr std::size_t most_idle = 1000;

 private:
  void drop_idle();

  boost::asio::any_io_executor executor_;
  runtime::Inbox& inbox_;
  std::map<Uuid, Ptr> people_;
};

}  // namespace signal_channel
