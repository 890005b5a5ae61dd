#pragma once
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <filesystem>

#include "adapters/signal/connection.hpp"

namespace commands {

/// signal-cli, asked one thing after the other over one connection: nothing is received here that could be lost with it.
class SignalDaemon {
 public:
  explicit SignalDaemon(std::filesystem::path socket) : socket_(std::move(socket)), connection_(context_.get_executor()) {}
  ~SignalDaemon();

  /// NotSent where nobody listens at the socket.
  signal_channel::Reply ask(signal_channel::Request request, std::chrono::milliseconds patience = std::chrono::seconds(60));

  /// Whether messages came that nobody had subscribed to, as they do in every receive mode but manual.
  bool sends_unasked();

 private:
  boost::asio::io_context context_{1};
  std::filesystem::path socket_;
  signal_channel::Connection connection_;
};

}  // namespace commands
