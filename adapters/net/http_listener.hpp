#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace net {

/// What a listener answers to a GET.
struct Page {
  unsigned status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body{};
};

/// A small HTTP server for numbers and health: GET and HEAD only, requests of at most 8 KiB, ten seconds for each, at most
/// 32 connections at a time. No TLS: bind it to loopback or to a network of your own.
class HttpListener {
 public:
  using Handler = std::function<Page(std::string_view path)>;  // on the executor's thread; must not block or throw
  /// `listen` is "host:port" with a literal address ("127.0.0.1:9464", "[::1]:9464"). Throws std::runtime_error with one
  /// sentence for the host when it can't listen there.
  HttpListener(boost::asio::any_io_executor executor, std::string_view listen, Handler handler);
  ~HttpListener();
  std::uint16_t port() const;  // the real one where 0 was asked for
  /// From then on the handler is not called. Connections end.
  void stop();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace net
