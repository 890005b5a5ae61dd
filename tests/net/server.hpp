#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/net/url.hpp"
#include "net/certificate.hpp"

namespace net_test {

namespace asio = boost::asio;

/// One connection to a server, as the server's script sees it.
class Connection {
 public:
  Connection(asio::ip::tcp::socket socket, asio::ssl::context* tls);
  asio::awaitable<bool> shake_hands();
  /// Header and body of the next request; empty when the client has gone.
  asio::awaitable<std::string> read();
  asio::awaitable<void> send(std::string text);
  /// Until the client closes.
  asio::awaitable<void> wait_for_the_end();
  /// The name that the client meant in its TLS handshake, or nothing.
  std::string name();
  /// Says that nothing more comes, and would still read.
  void close_half();

 private:
  asio::awaitable<std::size_t> read_some(char* to, std::size_t size);

  asio::ip::tcp::socket socket_;
  std::optional<asio::ssl::stream<asio::ip::tcp::socket&>> tls_;
  std::string unread_;
};

/// A server on loopback that does what its script says with each connection, and counts.
class Server {
 public:
  using Script = std::function<asio::awaitable<void>(Connection&)>;
  explicit Server(asio::io_context& io, Script script, std::optional<Identity> identity = {});
  ~Server();

  net::Url url(const std::string& host = "127.0.0.1") const;
  int accepted() const;  // connections so far
  int open() const;      // of them, those whose script has not ended

 private:
  struct State;
  std::shared_ptr<State> state_;
};

/// "HTTP/1.1 200 OK" with its length, and headers as "Name: value\r\n".
std::string ok(std::string_view body, std::string_view headers = "");

/// Answers each request on a connection with the next of these, then closes.
Server::Script answers(std::vector<std::string> texts);
/// Answers every request with its own path, for as long as the client likes.
Server::Script echo();

}  // namespace net_test
