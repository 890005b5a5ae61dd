#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <random>
#include <string>

#include "adapters/matrix/protocol/outcome.hpp"
#include "adapters/matrix/session.hpp"
#include "adapters/net/gate.hpp"
#include "adapters/net/lock.hpp"
#include "adapters/net/sleepers.hpp"

namespace matrix {

/// The bot's device is of no more use: a new login makes another.
struct DeviceOver : runtime::ChannelError {
  using runtime::ChannelError::ChannelError;
};

/// The homeserver, as the bot's own device. A request is repeated until it is answered in a way that repeating would not
/// change, so each must mean the same when it comes twice. On the io_context's thread.
class Client {
 public:
  Client(boost::asio::any_io_executor executor, const Options& options);

  void use(Session session) { session_ = std::move(session); }
  const Session& session() const { return session_; }
  net::HttpClient& http() { return http_; }

  /// Done, or refused for good, or, after so many tries or where the bot goes meanwhile, `again`. Throws DeviceOver when the
  /// homeserver has removed the device.
  boost::asio::awaitable<Verdict> call(net::Request request, unsigned most_tries = for_ever);
  /// For a sync: on a connection of its own, and ended by end_polling() too, as `again`.
  boost::asio::awaitable<Verdict> poll(net::Request request);
  /// A message: under the homeserver's rate limit it waits its turn, and what is urgent goes first.
  boost::asio::awaitable<Verdict> send(net::Request request, bool urgent);
  /// One try, for what may as well be missing: a receipt, typing.
  boost::asio::awaitable<void> try_once(net::Request request);

  /// `changed`: the session has a new token, to be kept before it is used. `reached`: told when that changes.
  std::function<boost::asio::awaitable<void>(const Session&)> changed;
  std::function<void(bool)> reached;

  static constexpr unsigned for_ever = 0;

  void end_polling();
  /// Ends everything under way.
  void abandon();
  bool abandoned() const { return abandoned_; }
  bool leaving() const { return polling_ended_; }
  /// Less where the bot goes meanwhile.
  boost::asio::awaitable<void> sleep(std::chrono::milliseconds time) { return sleeping_.sleep(time); }

 private:
  enum class Lane : std::uint8_t { free, poll, ordinary, urgent };
  static bool gated(Lane lane) { return lane == Lane::ordinary || lane == Lane::urgent; }
  bool ended(Lane lane) const { return abandoned_ || (lane == Lane::poll && polling_ended_); }
  boost::asio::awaitable<Verdict> repeat(net::Request request, Lane lane, unsigned most_tries);
  boost::asio::awaitable<Verdict> attempt(net::Request& request, Lane lane);
  boost::asio::awaitable<void> renew_once(std::string old_token);
  void note_reached(bool yes, unsigned tries);

  const Options& options_;
  net::HttpClient http_, polling_;
  net::Gate gate_;
  net::Lock renewing_;
  Session session_;
  net::Sleepers sleeping_, dozing_;  // a doze ends when the homeserver is reached again
  std::mt19937_64 random_{std::random_device{}()};  // spreads retries; nothing secret
  bool reached_ = false, abandoned_ = false, polling_ended_ = false;
};

}  // namespace matrix
