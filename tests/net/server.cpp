#include "net/server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>

namespace net_test {

using asio::ip::tcp;
using Error = boost::system::error_code;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

Connection::Connection(tcp::socket socket, asio::ssl::context* tls) : socket_(std::move(socket)) {
  if (tls) tls_.emplace(socket_, *tls);
}

asio::awaitable<bool> Connection::shake_hands() {
  if (!tls_) co_return true;
  const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::server, no_throw);
  co_return !error;
}

asio::awaitable<std::size_t> Connection::read_some(char* to, std::size_t size) {
  const auto buffer = asio::buffer(to, size);
  if (tls_) co_return std::get<1>(co_await tls_->async_read_some(buffer, no_throw));
  co_return std::get<1>(co_await socket_.async_read_some(buffer, no_throw));
}

namespace {

std::size_t length_of_body(std::string_view header) {
  constexpr std::string_view name = "Content-Length: ";
  const auto at = header.find(name);
  std::size_t length = 0;
  if (at != std::string_view::npos) std::from_chars(header.data() + at + name.size(), header.data() + header.size(), length);
  return length;
}

}  // namespace

asio::awaitable<std::string> Connection::read() {
  std::vector<char> block(64 << 10);
  for (;;) {
    const auto header = unread_.find("\r\n\r\n");
    const auto size = header == std::string::npos ? header : header + 4 + length_of_body(unread_.substr(0, header));
    if (size <= unread_.size()) {
      std::string request = unread_.substr(0, size);
      unread_.erase(0, size);
      co_return request;
    }
    const std::size_t got = co_await read_some(block.data(), block.size());
    if (got == 0) co_return std::string();
    unread_.append(block.data(), got);
  }
}

asio::awaitable<void> Connection::send(std::string text) {
  const auto buffer = asio::buffer(text);
  if (tls_) co_await asio::async_write(*tls_, buffer, no_throw);
  else co_await asio::async_write(socket_, buffer, no_throw);
}

asio::awaitable<void> Connection::wait_for_the_end() {
  std::vector<char> block(64 << 10);
  std::size_t got = 1;
  while (got > 0) got = co_await read_some(block.data(), block.size());
}

std::string Connection::name() {
  const char* name = tls_ ? SSL_get_servername(tls_->native_handle(), TLSEXT_NAMETYPE_host_name) : nullptr;
  return name ? name : "";
}

void Connection::close_half() {
  Error ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

struct Server::State {
  State(asio::io_context& io, Script what, std::optional<Identity> identity)
      : acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)), script(std::move(what)) {
    if (!identity) return;
    tls.emplace(asio::ssl::context::tls_server);
    tls->use_certificate_chain(asio::buffer(identity->certificate));
    tls->use_private_key(asio::buffer(identity->key), asio::ssl::context::pem);
  }

  static asio::awaitable<void> accept(std::shared_ptr<State> self) {
    while (self->acceptor.is_open()) {
      auto [error, socket] = co_await self->acceptor.async_accept(no_throw);
      if (error) co_return;
      ++self->accepted;
      asio::co_spawn(self->acceptor.get_executor(), serve(self, std::move(socket)), asio::detached);
    }
  }

  static asio::awaitable<void> serve(std::shared_ptr<State> self, tcp::socket socket) {
    Connection connection(std::move(socket), self->tls ? &*self->tls : nullptr);
    ++self->open;
    const bool agreed = co_await connection.shake_hands();
    if (agreed) co_await self->script(connection);
    --self->open;
  }

  tcp::acceptor acceptor;
  Script script;
  std::optional<asio::ssl::context> tls;
  int accepted = 0, open = 0;
};

Server::Server(asio::io_context& io, Script script, std::optional<Identity> identity)
    : state_(std::make_shared<State>(io, std::move(script), std::move(identity))) {
  asio::co_spawn(io, State::accept(state_), asio::detached);
}

Server::~Server() { state_->acceptor.close(); }

net::Url Server::url(const std::string& host) const {
  return {state_->tls.has_value(), host, std::to_string(state_->acceptor.local_endpoint().port()), ""};
}

int Server::accepted() const { return state_->accepted; }
int Server::open() const { return state_->open; }

std::string ok(std::string_view body, std::string_view headers) {
  return "HTTP/1.1 200 OK\r\n" + std::string(headers) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

namespace {

asio::awaitable<void> answer_each(Connection& connection, std::vector<std::string> texts) {
  for (std::string& text : texts) {
    const std::string request = co_await connection.read();
    if (request.empty()) co_return;
    co_await connection.send(std::move(text));
  }
}

asio::awaitable<void> answer_with_path(Connection& connection) {
  for (;;) {
    const std::string request = co_await connection.read();
    if (request.empty()) co_return;
    const auto begin = request.find(' ') + 1;
    std::string answer = ok(request.substr(begin, request.find(' ', begin) - begin));
    co_await connection.send(std::move(answer));
  }
}

}  // namespace

Server::Script answers(std::vector<std::string> texts) {
  return [texts = std::move(texts)](Connection& connection) { return answer_each(connection, texts); };
}

Server::Script echo() { return answer_with_path; }

}  // namespace net_test
