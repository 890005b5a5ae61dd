#include "adapters/net/http_client.hpp"

#include "adapters/net/pool.hpp"

namespace net {

namespace asio = boost::asio;
using asio::awaitable;

namespace {

/// Reading the system's certificates takes a tenth of a second: only where they are needed.
asio::ssl::context tls_context(bool with_tls, const std::string& authorities) {
  asio::ssl::context context(asio::ssl::context::tls_client);
  if (!with_tls) return context;
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  context.set_verify_mode(asio::ssl::verify_peer);
  if (authorities.empty()) context.set_default_verify_paths();
  else context.load_verify_file(authorities);
  return context;
}

bool repeats_safely(const Request& request) { return request.method == "GET" || request.method == "PUT"; }

}  // namespace

struct HttpClient::State {
  /// What one try came to.
  struct Tried {
    Result result;
    bool stale = false;  // the connection was from before, and the server had closed it
  };

  State(asio::any_io_executor executor, Url to, HttpOptions with)
      : url(std::move(to)), options(std::move(with)), tls(tls_context(url.tls, options.authorities)),
        pool(std::move(executor), tls, url.tls, {options.most_connections, options.kept_for_urgent}) {}

  Url url;
  HttpOptions options;
  asio::ssl::context tls;
  Pool pool;

  awaitable<Tried> attempt(Pool::Loan& loan, const HttpRequest& message, std::chrono::milliseconds patience) {
    Stream& stream = loan.stream();
    std::optional<Failure> unreached;
    if (!loan.kept()) unreached = co_await stream.connect(url, options.connect_patience);
    if (unreached) co_return Tried{*unreached};
    const Error unwritten = co_await stream.write(message, options.connect_patience);
    if (unwritten) co_return failed(loan, unwritten, false);
    Stream::Answer answer = co_await stream.read(options.most_bytes, patience);
    if (answer.error) co_return failed(loan, answer.error, answer.begun);
    if (answer.reusable) loan.give_back();
    co_return Tried{result_of(std::move(answer.message), std::chrono::system_clock::now())};
  }

  static Tried failed(const Pool::Loan& loan, const Error& error, bool begun) {
    const Failure failure = failure_of(error);
    return {failure, loan.kept() && !begun && failure == Failure::closed};
  }

  /// Holds on to the state: the client may go meanwhile.
  static awaitable<Result> exchange(std::shared_ptr<State> state, Request request) {
    const HttpRequest message = to_http(state->url, request);
    Pool::Loan loan = co_await state->pool.borrow(request.urgent);
    if (state->pool.stopped()) co_return Failure::stopped;
    Tried tried = co_await state->attempt(loan, message, request.patience);
    if (tried.stale && !state->pool.stopped() && repeats_safely(request)) {
      loan.renew();
      tried = co_await state->attempt(loan, message, request.patience);
    }
    if (state->pool.stopped() && std::holds_alternative<Failure>(tried.result)) co_return Failure::stopped;
    co_return std::move(tried.result);
  }
};

HttpClient::HttpClient(asio::any_io_executor executor, Url url, HttpOptions options)
    : state_(std::make_shared<State>(std::move(executor), std::move(url), std::move(options))) {}

HttpClient::~HttpClient() { stop(); }

awaitable<Result> HttpClient::exchange(Request request) { return State::exchange(state_, std::move(request)); }

void HttpClient::stop() { state_->pool.stop(); }
bool HttpClient::stopped() const { return state_->pool.stopped(); }

}  // namespace net
