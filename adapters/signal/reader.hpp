#pragma once
#include <optional>

#include "adapters/net/sleepers.hpp"
#include "adapters/signal/connection.hpp"
#include "adapters/signal/listener.hpp"

namespace signal_channel {

/// The connection that only reads: what is under way on it would be lost with it. On the io_context's thread.
class Reader {
 public:
  /// All references must outlive it.
  Reader(boost::asio::any_io_executor executor, const Options& options, runtime::Inbox& inbox, Sender& sender, Listener& listener,
         net::Tasks& tasks)
      : options_(options), inbox_(inbox), sender_(sender), listener_(listener), tasks_(tasks), connection_(executor), pauses_(executor) {}

  /// Subscribes, and again whenever that ends, until stop(); then takes what has come already. Throws ChannelError where
  /// signal-cli is too old.
  boost::asio::awaitable<void> run();
  void stop();

  static constexpr std::chrono::seconds until_again{1}, between_probes{30};

 private:
  boost::asio::awaitable<bool> begin();
  bool account_is_in(const Reply& reply);
  boost::asio::awaitable<bool> account_is_there();
  void probe_when_due();
  boost::asio::awaitable<void> probe();
  boost::asio::awaitable<bool> subscribe();
  boost::asio::awaitable<void> read_on();
  boost::asio::awaitable<void> take(std::chrono::milliseconds patience);
  boost::asio::awaitable<void> close();
  boost::asio::awaitable<void> leave();
  void set_online(bool yes);

  const Options& options_;
  runtime::Inbox& inbox_;
  Sender& sender_;
  Listener& listener_;
  net::Tasks& tasks_;
  Connection connection_;
  net::Sleepers pauses_;
  std::optional<bool> online_;
  std::uint64_t subscription_ = 0, subscribed_at_ = 0;  // milliseconds since 1970
  std::chrono::steady_clock::time_point next_probe_{};
  bool account_missing_ = false;
};

}  // namespace signal_channel
