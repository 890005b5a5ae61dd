#include "adapters/net/http_client.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/error.hpp>

#include "adapters/net/retry_after.hpp"
#include "adapters/net/stream.hpp"

namespace net {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::awaitable;
using Steady = std::chrono::steady_clock;

namespace {

/// Servers and middleboxes close idle connections, most after a minute or more.
constexpr std::chrono::seconds longest_idle{20};

asio::ssl::context tls_context(const std::string& authorities) {
  asio::ssl::context context(asio::ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  context.set_verify_mode(asio::ssl::verify_peer);
  if (authorities.empty()) context.set_default_verify_paths();
  else context.load_verify_file(authorities);
  return context;
}

Failure failure_of(const Stream::Error& error) {
  if (error == boost::beast::error::timeout) return Failure::timed_out;
  if (error == http::error::body_limit || error == http::error::header_limit) return Failure::too_large;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return Failure::closed;
  if (error.category() == http::make_error_code(http::error::bad_version).category()) return Failure::malformed;
  return Failure::closed;
}

Stream::HttpRequest to_http(const Url& url, const Request& request) {
  Stream::HttpRequest out(http::string_to_verb(request.method), url.path + request.target, 11);
  out.set(http::field::host, authority_of(url));
  out.set(http::field::user_agent, "mooring");
  if (!request.bearer.empty()) out.set(http::field::authorization, "Bearer " + request.bearer);
  if (!request.body.empty()) out.set(http::field::content_type, "application/json");
  out.body() = request.body;
  out.prepare_payload();
  return out;
}

bool repeats_safely(const Request& request) { return request.method == "GET" || request.method == "PUT"; }

}  // namespace

struct HttpClient::State {
  struct Idle { std::unique_ptr<Stream> stream; Steady::time_point since; };
  /// What one try came to.
  struct Tried { Result result; bool answered_any = false, keep = false; };

  State(asio::any_io_executor where, Url to, HttpOptions with)
      : executor(std::move(where)), url(std::move(to)), options(std::move(with)), tls(tls_context(options.authorities)) {}

  asio::any_io_executor executor;
  Url url;
  HttpOptions options;
  asio::ssl::context tls;
  std::vector<Idle> idle;
  std::set<Stream*> busy;
  std::deque<std::shared_ptr<asio::steady_timer>> waiting;
  std::size_t open = 0;
  bool stopped = false;

  awaitable<void> take_place() {
    if (open++ < options.most_connections) co_return;
    const auto turn = std::make_shared<asio::steady_timer>(executor, Steady::time_point::max());
    waiting.push_back(turn);
    co_await turn->async_wait(asio::as_tuple(asio::use_awaitable));
  }
  void leave_place() {
    --open;
    if (waiting.empty()) return;
    waiting.front()->cancel();
    waiting.pop_front();
  }

  std::unique_ptr<Stream> take_idle() {
    std::erase_if(idle, [](const Idle& each) { return Steady::now() - each.since > longest_idle; });
    if (idle.empty()) return nullptr;
    std::unique_ptr<Stream> stream = std::move(idle.back().stream);
    idle.pop_back();
    return stream;
  }

  awaitable<Tried> attempt(Stream& stream, const Request& request) {
    const Stream::HttpRequest message = to_http(url, request);
    const Stream::Error unwritten = co_await stream.write(message, options.connect_patience);
    if (unwritten) co_return Tried{failure_of(unwritten)};
    Stream::HttpParser parser;
    parser.body_limit(options.most_bytes);
    const Stream::Error unread = co_await stream.read(parser, request.patience);
    if (unread) co_return Tried{failure_of(unread), parser.got_some()};
    auto& answer = parser.get();
    const unsigned status = answer.result_int();
    if (status >= 300 && status < 400) co_return Tried{Failure::redirected, true, false};
    const auto header = answer.find(http::field::retry_after);
    Response response{status, std::move(answer.body()), {}};
    if (header != answer.end()) response.retry_after = parse_retry_after(header->value(), std::chrono::system_clock::now());
    co_return Tried{std::move(response), true, answer.keep_alive()};
  }

  /// Over a kept connection, or else a new one.
  awaitable<Tried> once(const Request& request, bool& reused) {
    std::unique_ptr<Stream> stream = take_idle();
    reused = stream != nullptr;
    if (!reused) stream = std::make_unique<Stream>(executor, tls, url.tls);
    busy.insert(stream.get());
    Tried tried;
    std::optional<Failure> failure;
    if (!reused) failure = co_await stream->connect(url, options.connect_patience);
    if (failure) tried.result = *failure;
    else tried = co_await attempt(*stream, request);
    busy.erase(stream.get());
    if (tried.keep && !stopped) idle.push_back({std::move(stream), Steady::now()});
    co_return tried;
  }

  awaitable<Result> exchange(const Request& request) {
    bool reused = false;
    Tried tried = co_await once(request, reused);
    const bool failed = std::holds_alternative<Failure>(tried.result);
    // The server had closed the kept connection: it says so only when it is written to.
    if (failed && reused && !tried.answered_any && !stopped && repeats_safely(request)) {
      idle.clear();
      tried = co_await once(request, reused);
    }
    if (stopped && std::holds_alternative<Failure>(tried.result)) co_return Failure::stopped;
    co_return std::move(tried.result);
  }
};

HttpClient::HttpClient(asio::any_io_executor executor, Url url, HttpOptions options)
    : state_(std::make_shared<State>(std::move(executor), std::move(url), std::move(options))) {}

HttpClient::~HttpClient() { stop(); }

awaitable<Result> HttpClient::exchange(Request request) {
  const std::shared_ptr<State> state = state_;  // the client may go meanwhile
  if (state->stopped) co_return Failure::stopped;
  co_await state->take_place();
  Result result = Failure::stopped;
  if (!state->stopped) result = co_await state->exchange(request);
  state->leave_place();
  co_return std::move(result);
}

void HttpClient::stop() {
  state_->stopped = true;
  state_->idle.clear();
  for (Stream* stream : state_->busy) stream->close();
}

}  // namespace net
