#include "adapters/net/http_listener.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <charconv>
#include <deque>
#include <optional>
#include <stdexcept>

#include "adapters/net/page_answer.hpp"

namespace net {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::beast::tcp_stream;
using Error = boost::system::error_code;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

namespace {

constexpr std::uint32_t most_request_bytes = 8 << 10;
constexpr std::chrono::seconds patience{10};
constexpr int most_connections = 32;

tcp::endpoint endpoint_of(std::string_view listen) {
  const auto colon = std::min(listen.rfind(':'), listen.size());
  std::string_view host = listen.substr(0, colon);
  const std::string_view number = listen.substr(std::min(colon + 1, listen.size()));
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  Error no_address;
  const auto address = asio::ip::make_address(std::string(host), no_address);
  std::uint16_t port = 0;
  const auto [end, no_port] = std::from_chars(number.data(), number.data() + number.size(), port);
  if (no_address || no_port != std::errc() || end != number.data() + number.size())
    throw std::runtime_error("where to listen must be an address and a port, like 127.0.0.1:9464");
  return {address, port};
}

tcp::acceptor listen_on(const asio::any_io_executor& executor, std::string_view listen) {
  const tcp::endpoint endpoint = endpoint_of(listen);
  try {
    return {executor, endpoint};
  } catch (const boost::system::system_error& error) {
    const bool taken = error.code() == asio::error::address_in_use;
    throw std::runtime_error((taken ? "another program listens on " : "this machine doesn't let us listen on ") + std::string(listen));
  }
}

/// Answers one request, and says whether there may be another.
asio::awaitable<bool> answer_one(tcp_stream& stream, boost::beast::flat_buffer& buffer, const HttpListener::Handler& handler) {
  http::request_parser<http::empty_body> parser;
  parser.header_limit(most_request_bytes);
  stream.expires_after(patience);
  const auto [unread, read] = co_await http::async_read_header(stream, buffer, parser, no_throw);
  if (unread) co_return false;
  PageAnswer answer = answer_to(parser.get(), handler);
  answer.keep_alive(parser.get().keep_alive() && parser.is_done());  // a body would be taken for the next request
  const auto [unwritten, written] = co_await http::async_write(stream, answer, no_throw);
  co_return !unwritten && answer.keep_alive();
}

asio::awaitable<void> serve(tcp_stream& stream, const HttpListener::Handler& handler) {
  boost::beast::flat_buffer buffer;
  bool more = true;
  while (more) more = co_await answer_one(stream, buffer, handler);
  Error ignored;
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  stream.close();
}

}  // namespace

struct HttpListener::State : std::enable_shared_from_this<State> {
  State(const asio::any_io_executor& executor, std::string_view listen, Handler with)
      : acceptor(listen_on(executor, listen)), handler(std::move(with)) {
    for (int place = 0; place < most_connections; ++place) places.emplace_back(executor);
  }

  void start() {
    for (tcp_stream& place : places)
      asio::co_spawn(acceptor.get_executor(), fill(shared_from_this(), place), asio::detached);
  }

  /// One connection after the other. Whoever finds no place waits in the system's queue.
  static asio::awaitable<void> fill(std::shared_ptr<State> self, tcp_stream& place) {
    while (self->acceptor.is_open()) {
      const auto [error] = co_await self->acceptor.async_accept(place.socket(), no_throw);
      if (!self->acceptor.is_open()) co_return place.close();  // it may have been taken in the moment of the stop
      if (!error) co_await serve(place, self->handler);
      else co_await pause(self->acceptor.get_executor());
    }
  }

  /// When the system has no more file descriptors, it says so again and again.
  static asio::awaitable<void> pause(asio::any_io_executor executor) {
    asio::steady_timer timer(std::move(executor), std::chrono::seconds(1));
    co_await timer.async_wait(no_throw);
  }

  tcp::acceptor acceptor;
  Handler handler;
  std::deque<tcp_stream> places;
};

HttpListener::HttpListener(asio::any_io_executor executor, std::string_view listen, Handler handler)
    : state_(std::make_shared<State>(executor, listen, std::move(handler))) {
  state_->start();
}

HttpListener::~HttpListener() { stop(); }

std::uint16_t HttpListener::port() const { return state_->acceptor.local_endpoint().port(); }

void HttpListener::stop() {
  Error ignored;
  state_->acceptor.close(ignored);
  for (tcp_stream& place : state_->places) place.close();
  state_->handler = [](std::string_view) { return Page{.status = 503}; };  // what it refers to may go now
}

}  // namespace net
