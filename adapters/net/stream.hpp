#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "adapters/net/http_message.hpp"

namespace net {

/// One connection to a server, with TLS or, to loopback, without. Each step has a time of its own, after which it fails.
class Stream {
 public:
  /// What was read after a request.
  struct Answer {
    Error error;
    bool begun = false;     // something came, whole or not
    bool reusable = false;  // the server keeps the connection, and nothing came that was not asked for
    HttpResponse message;   // when there is no error
  };

  Stream(boost::asio::any_io_executor executor, boost::asio::ssl::context& tls, bool with_tls);

  /// Looks up, connects, and, with TLS, shakes hands and verifies the name.
  boost::asio::awaitable<std::optional<Failure>> connect(const Url& url, std::chrono::milliseconds patience);
  boost::asio::awaitable<Error> write(const HttpRequest& request, std::chrono::milliseconds patience);
  boost::asio::awaitable<Answer> read(std::size_t most_bytes, std::chrono::milliseconds patience);

  /// Whether nothing waits to be read, not even the other side's farewell.
  bool quiet();
  /// Any time; what is under way fails, and a connect() reaches nothing.
  void close();

 private:
  using Plain = boost::beast::tcp_stream;
  using Endpoints = std::vector<boost::asio::ip::tcp::endpoint>;
  struct LookUp;

  Plain& socket();
  boost::asio::awaitable<Failure> look_up(const Url& url, std::chrono::milliseconds patience, Endpoints& found);
  boost::asio::awaitable<std::optional<Failure>> reach(const Url& url, std::chrono::milliseconds patience);
  boost::asio::awaitable<std::optional<Failure>> shake_hands(const Url& url, std::chrono::milliseconds patience);
  boost::asio::awaitable<Error> read_one(HttpParser& parser);

  std::optional<boost::beast::ssl_stream<Plain>> tls_;
  std::optional<Plain> plain_;
  std::shared_ptr<LookUp> look_up_;
  boost::beast::flat_buffer buffer_;
  bool closed_ = false;
};

}  // namespace net
