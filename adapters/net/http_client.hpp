#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/net/url.hpp"

namespace net {

struct Request {
  std::string method = "GET";           // or PUT, POST, DELETE
  std::string target{};                 // from "/" on, percent-encoded
  std::string body{};                   // JSON, or empty
  std::string bearer{};                 // access token, or empty
  std::chrono::milliseconds patience{std::chrono::seconds(30)};  // for the whole answer once the request is written
  bool urgent = false;                  // goes before others where it has to wait for a connection
};

struct Response {
  unsigned status = 0;
  std::string body;
  std::optional<std::chrono::milliseconds> retry_after;  // from the header, seconds or a date; at most an hour
  bool operator==(const Response&) const = default;
};

/// Why there was no answer. The request may have been carried out all the same, except after the first three.
enum class Failure : std::uint8_t { unresolved, unreachable, untrusted, timed_out, closed, malformed, too_large, redirected, stopped };

using Result = std::variant<Response, Failure>;

struct HttpOptions {
  std::chrono::milliseconds connect_patience{std::chrono::seconds(10)};  // each of: look up, connect, TLS handshake, write
  std::size_t most_bytes = 32u << 20;                                    // of a response's body
  std::size_t most_connections = 8;                                      // the rest wait
  std::size_t kept_for_urgent = 1;                                       // of these, where there are more than one
  std::string authorities{};                                             // a PEM file in place of the system's; for tests
};

/// Requests to one server over connections that are kept and used again. Certificate and host name are always verified;
/// redirects are not followed. A request that failed on a connection from before, with nothing of an answer read, is
/// tried once more on a new one when it is a GET or PUT (both mean the same when repeated); not when it timed out. Used on
/// one thread.
class HttpClient {
 public:
  /// Throws boost::system::system_error when the authorities can't be read.
  HttpClient(boost::asio::any_io_executor executor, Url url, HttpOptions options = {});
  ~HttpClient();
  /// May outlive the client, and be cancelled. Throws std::invalid_argument for a target or a token with a space, a control
  /// character or worse in it.
  boost::asio::awaitable<Result> exchange(Request request);
  /// Ends what is under way with Failure::stopped, and everything after it.
  void stop();
  bool stopped() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace net
