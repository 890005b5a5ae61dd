#include "adapters/net/stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace net {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::awaitable;
using asio::ip::tcp;
using Milliseconds = std::chrono::milliseconds;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

namespace {

constexpr std::uint32_t most_header_bytes = 32 << 10;

}  // namespace

/// Outlives the stream: a look-up that has begun can't be ended, only left behind.
struct Stream::LookUp {
  explicit LookUp(const asio::any_io_executor& executor) : resolver(executor), end(executor) {}
  tcp::resolver resolver;
  asio::steady_timer end;
  Failure outcome = Failure::timed_out;
  Endpoints found;
};

Stream::Stream(asio::any_io_executor executor, asio::ssl::context& tls, bool with_tls) {
  if (with_tls) tls_.emplace(Plain(executor), tls);
  else plain_.emplace(executor);
}

Stream::Plain& Stream::socket() { return tls_ ? tls_->next_layer() : *plain_; }

awaitable<std::optional<Failure>> Stream::connect(const Url& url, Milliseconds patience) {
  std::optional<Failure> failure = co_await reach(url, patience);
  if (!failure && tls_) failure = co_await shake_hands(url, patience);
  co_return failure;
}

/// What it means when nothing is found.
awaitable<Failure> Stream::look_up(const Url& url, Milliseconds patience, Endpoints& found) {
  const auto asked = std::make_shared<LookUp>(socket().get_executor());
  look_up_ = asked;
  asked->end.expires_after(patience);
  asked->resolver.async_resolve(url.host, url.port, [asked](const Error&, const tcp::resolver::results_type& results) {
    asked->outcome = Failure::unresolved;
    asked->found.assign(results.begin(), results.end());
    asked->end.cancel();
  });
  co_await asked->end.async_wait(no_throw);
  found = std::move(asked->found);
  if (plain_) std::erase_if(found, [](const auto& each) { return !each.address().is_loopback(); });  // whatever "localhost" is
  co_return asked->outcome;
}

awaitable<std::optional<Failure>> Stream::reach(const Url& url, Milliseconds patience) {
  Endpoints found;
  const Failure unfound = co_await look_up(url, patience, found);
  if (closed_) co_return Failure::stopped;
  if (found.empty()) co_return unfound;
  socket().expires_after(patience);
  const auto [unreachable, where] = co_await socket().async_connect(found, no_throw);
  if (unreachable) co_return unreachable == boost::beast::error::timeout ? Failure::timed_out : Failure::unreachable;
  Error ignored;
  socket().socket().set_option(tcp::no_delay(true), ignored);  // else each small request waits 40 ms for an ACK
  co_return std::nullopt;
}

awaitable<std::optional<Failure>> Stream::shake_hands(const Url& url, Milliseconds patience) {
  Error no_address;
  asio::ip::make_address(url.host, no_address);
  if (no_address) SSL_set_tlsext_host_name(tls_->native_handle(), url.host.c_str());  // an address is no server name
  tls_->set_verify_callback(asio::ssl::host_name_verification(url.host));
  socket().expires_after(patience);
  const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::client, no_throw);
  if (!error) co_return std::nullopt;
  if (error == boost::beast::error::timeout) co_return Failure::timed_out;
  co_return error.category() == asio::error::get_ssl_category() ? Failure::untrusted : Failure::closed;
}

awaitable<Error> Stream::write(const HttpRequest& request, Milliseconds patience) {
  socket().expires_after(patience);
  if (tls_) co_return std::get<0>(co_await http::async_write(*tls_, request, no_throw));
  co_return std::get<0>(co_await http::async_write(*plain_, request, no_throw));
}

awaitable<Error> Stream::read_one(HttpParser& parser) {
  if (tls_) co_return std::get<0>(co_await http::async_read(*tls_, buffer_, parser, no_throw));
  co_return std::get<0>(co_await http::async_read(*plain_, buffer_, parser, no_throw));
}

awaitable<Stream::Answer> Stream::read(std::size_t most_bytes, Milliseconds patience) {
  Answer answer;
  socket().expires_after(patience);
  do {  // answers in between (1xx) come before the real one
    HttpParser parser;
    parser.header_limit(most_header_bytes);
    parser.body_limit(most_bytes);
    answer.error = co_await read_one(parser);
    answer.begun = answer.begun || parser.got_some();
    if (answer.error) co_return answer;
    answer.reusable = parser.keep_alive() && buffer_.size() == 0;
    answer.message = parser.release();
  } while (answer.message.result_int() / 100 == 1);
  co_return answer;
}

bool Stream::quiet() {
  char byte = 0;
  Error error;
  socket().socket().non_blocking(true, error);
  socket().socket().receive(asio::buffer(&byte, 1), tcp::socket::message_peek, error);
  return error == asio::error::would_block;
}

void Stream::close() {
  closed_ = true;
  if (look_up_) look_up_->end.cancel();
  socket().close();
}

}  // namespace net
