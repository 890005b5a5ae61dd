#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <variant>
#include <vector>

#include "adapters/signal/protocol/requests.hpp"
#include "adapters/signal/protocol/rpc.hpp"

namespace signal_channel {

/// There was no connection.
struct NotSent {};
/// The connection ended, or the time was over: what was asked may have been done.
struct NoAnswer {};
using Reply = std::variant<NotSent, NoAnswer, Answer, Failure>;

/// Of a socket's path, in bytes (sun_path of unix(7), without its end).
inline constexpr std::size_t longest_socket_path = 107;

/// One connection to signal-cli's socket, for many requests at a time. On the io_context's thread.
class Connection {
 public:
  explicit Connection(boost::asio::any_io_executor executor);
  ~Connection();

  /// False where nobody listens there. What an earlier connection had under way is over then.
  boost::asio::awaitable<bool> open(std::filesystem::path socket);
  bool is_open() const;
  void close();

  boost::asio::awaitable<Reply> call(Request request, std::chrono::milliseconds patience);
  /// What was received since the last time; waits for it, though not longer than that, and not once the connection has
  /// ended or wake() was called.
  boost::asio::awaitable<std::vector<Notification>> receive(std::chrono::milliseconds patience);
  void wake();

 private:
  class Wire;
  boost::asio::any_io_executor executor_;
  std::shared_ptr<Wire> wire_;
};

}  // namespace signal_channel
