#pragma once
#include <optional>

#include "adapters/net/sleepers.hpp"
#include "adapters/signal/connection.hpp"
#include "adapters/signal/listener.hpp"

namespace signal_channel {

/// The connection that only reads: what is asked on it would be lost with it. On the io_context's thread.
class Reader {
 public:
  /// All references must outlive it.
  Reader(boost::asio::any_io_executor executor, const Options& options, runtime::Inbox& inbox, Listener& listener)
      : options_(options), inbox_(inbox), listener_(listener), connection_(executor), pauses_(executor) {}

  /// Subscribes, and again whenever that ends, until stop(); then takes what has come already. Throws ChannelError where
  /// signal-cli is too old.
  boost::asio::awaitable<void> run();
  void stop();

  static constexpr std::chrono::seconds until_again{1}, between_probes{30};

 private:
  boost::asio::awaitable<bool> begin();
  boost::asio::awaitable<bool> account_is_there();
  boost::asio::awaitable<bool> subscribe();
  boost::asio::awaitable<void> read_on();
  boost::asio::awaitable<void> take(std::chrono::milliseconds patience);
  boost::asio::awaitable<void> leave();
  void set_online(bool yes);

  const Options& options_;
  runtime::Inbox& inbox_;
  Listener& listener_;
  Connection connection_;
  net::Sleepers pauses_;
  std::optional<bool> online_;
  std::uint64_t subscription_ = 0, subscribed_at_ = 0;  // milliseconds since 1970
  bool account_missing_ = false;
};

}  // namespace signal_channel
