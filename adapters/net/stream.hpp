#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <memory>
#include <optional>

#include "adapters/net/http_client.hpp"

namespace net {

/// One connection to a server, with TLS or, to loopback, without. Each step has a time of its own, after which it fails.
class Stream {
 public:
  using Error = boost::system::error_code;
  using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
  using HttpParser = boost::beast::http::response_parser<boost::beast::http::string_body>;

  Stream(boost::asio::any_io_executor executor, boost::asio::ssl::context& tls, bool with_tls);

  /// Looks up, connects, and, with TLS, shakes hands and verifies the name.
  boost::asio::awaitable<std::optional<Failure>> connect(const Url& url, std::chrono::milliseconds patience);
  boost::asio::awaitable<Error> write(const HttpRequest& request, std::chrono::milliseconds patience);
  boost::asio::awaitable<Error> read(HttpParser& parser, std::chrono::milliseconds patience);
  /// Any time; what is under way fails.
  void close();

 private:
  using Plain = boost::beast::tcp_stream;
  Plain& socket();
  boost::asio::awaitable<std::optional<Failure>> reach(const Url& url, std::chrono::milliseconds patience);
  boost::asio::awaitable<std::optional<Failure>> shake_hands(const Url& url, std::chrono::milliseconds patience);

  std::optional<boost::beast::ssl_stream<Plain>> tls_;
  std::optional<Plain> plain_;
  boost::asio::ip::tcp::resolver resolver_;
  boost::beast::flat_buffer buffer_;
};

}  // namespace net
