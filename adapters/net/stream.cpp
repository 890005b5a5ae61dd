#include "adapters/net/stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace net {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::awaitable;
using Milliseconds = std::chrono::milliseconds;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

Stream::Stream(asio::any_io_executor executor, asio::ssl::context& tls, bool with_tls) : resolver_(executor) {
  if (with_tls) tls_.emplace(Plain(executor), tls);
  else plain_.emplace(executor);
}

Stream::Plain& Stream::socket() { return tls_ ? tls_->next_layer() : *plain_; }

awaitable<std::optional<Failure>> Stream::connect(const Url& url, Milliseconds patience) {
  std::optional<Failure> failure = co_await reach(url, patience);
  if (!failure && tls_) failure = co_await shake_hands(url, patience);
  co_return failure;
}

awaitable<std::optional<Failure>> Stream::reach(const Url& url, Milliseconds patience) {
  asio::steady_timer late(resolver_.get_executor(), patience);  // a look-up has no time-out of its own
  bool timed_out = false;
  late.async_wait([this, &timed_out](Error error) {
    if (error) return;
    timed_out = true;
    resolver_.cancel();
  });
  const auto [unresolved, found] = co_await resolver_.async_resolve(url.host, url.port, no_throw);
  const bool in_time = late.cancel() > 0;
  if (!in_time) co_await asio::post(resolver_.get_executor(), asio::use_awaitable);  // its handler is on its way
  if (timed_out) co_return Failure::timed_out;
  if (unresolved) co_return Failure::unresolved;
  socket().expires_after(patience);
  const auto [unreachable, where] = co_await socket().async_connect(found, no_throw);
  if (unreachable) co_return unreachable == boost::beast::error::timeout ? Failure::timed_out : Failure::unreachable;
  Error ignored;
  socket().socket().set_option(asio::ip::tcp::no_delay(true), ignored);  // else each small request waits 40 ms for an ACK
  co_return std::nullopt;
}

awaitable<std::optional<Failure>> Stream::shake_hands(const Url& url, Milliseconds patience) {
  Error ignored;
  asio::ip::make_address(url.host, ignored);
  if (ignored) SSL_set_tlsext_host_name(tls_->native_handle(), url.host.c_str());  // no server name for an address
  tls_->set_verify_callback(asio::ssl::host_name_verification(url.host));
  socket().expires_after(patience);
  const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::client, no_throw);
  if (!error) co_return std::nullopt;
  if (error == boost::beast::error::timeout) co_return Failure::timed_out;
  co_return error.category() == asio::error::get_ssl_category() ? Failure::untrusted : Failure::closed;
}

awaitable<Stream::Error> Stream::write(const HttpRequest& request, Milliseconds patience) {
  socket().expires_after(patience);
  if (tls_) co_return std::get<0>(co_await http::async_write(*tls_, request, no_throw));
  co_return std::get<0>(co_await http::async_write(*plain_, request, no_throw));
}

awaitable<Stream::Error> Stream::read(HttpParser& parser, Milliseconds patience) {
  socket().expires_after(patience);
  if (tls_) co_return std::get<0>(co_await http::async_read(*tls_, buffer_, parser, no_throw));
  co_return std::get<0>(co_await http::async_read(*plain_, buffer_, parser, no_throw));
}

void Stream::close() {
  resolver_.cancel();
  Error ignored;
  socket().socket().close(ignored);
}

}  // namespace net
