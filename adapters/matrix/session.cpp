#include "adapters/matrix/session.hpp"

#include <algorithm>
#include <random>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/matrix/protocol/outcome.hpp"
#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/net/backoff.hpp"
#include "adapters/net/json.hpp"
#include "runtime/log.hpp"

namespace matrix {

using boost::asio::awaitable;
using net::dump;
using net::parse_json;
using net::text_of;

namespace {

/// In small pieces: the client may be stopped meanwhile.
awaitable<void> wait(net::HttpClient& http, std::chrono::milliseconds time) {
  constexpr std::chrono::milliseconds piece{500};
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  for (; time.count() > 0 && !http.stopped(); time -= piece) {
    timer.expires_after(std::min(time, piece));
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
}

/// Asks until something answers. Stops with the client.
awaitable<Verdict> ask(net::HttpClient& http, net::Request request) {
  net::Backoff backoff;
  std::random_device random;
  for (;;) {
    net::Result result = co_await http.exchange(request);
    if (result == net::Result(net::Failure::stopped)) throw runtime::ChannelError("The bot was stopped before it had logged in.");
    Verdict verdict = judge(std::move(result));
    if (verdict.kind != Verdict::Kind::again) co_return verdict;
    co_await wait(http, verdict.after.value_or(backoff.next(random())));
  }
}

Session session_of(const Verdict& answer, const Options& options) {
  if (answer.kind != Verdict::Kind::done)
    throw runtime::ChannelError("The homeserver doesn't accept the bot's login: look at the user and the secret file in the configuration.");
  if (text_of(answer.body, "user_id") != options.user)
    throw runtime::ChannelError("The login belongs to another Matrix account than the one in the configuration.");
  return {options.user, text_of(answer.body, "device_id"), text_of(answer.body, "access_token"), text_of(answer.body, "refresh_token")};
}

awaitable<Session> by_access_token(net::HttpClient& http, const Options& options, std::string token, std::string refresh) {
  net::Request request = whoami_request();
  request.bearer = token;
  const Verdict answer = co_await ask(http, std::move(request));
  Session session = session_of(answer, options);
  session.access_token = std::move(token);
  session.refresh_token = std::move(refresh);
  co_return session;
}

awaitable<Session> by_password(net::HttpClient& http, const Options& options, std::string device) {
  net::Request request = log_in_request(options.user, options.login.password, device);
  const Verdict answer = co_await ask(http, std::move(request));
  co_return session_of(answer, options);
}

/// Nothing where the homeserver doesn't take the refresh token.
awaitable<std::optional<Session>> by_refresh_token(net::HttpClient& http, Session session) {
  net::Request request = refresh_request(session.refresh_token);
  const Verdict answer = co_await ask(http, std::move(request));
  if (answer.kind != Verdict::Kind::done) co_return std::nullopt;
  session.access_token = text_of(answer.body, "access_token");
  if (std::string next = text_of(answer.body, "refresh_token"); !next.empty()) session.refresh_token = std::move(next);
  co_return session;
}

}  // namespace

std::string to_note(const Session& session) {
  return dump({{"user", session.user}, {"device", session.device}, {"access", session.access_token}, {"refresh", session.refresh_token}});
}

std::optional<Session> from_note(std::string_view note, std::string_view user) {
  const std::optional<nlohmann::json> json = parse_json(note);
  if (!json || text_of(*json, "user") != user) return {};
  return Session{std::string(user), text_of(*json, "device"), text_of(*json, "access"), text_of(*json, "refresh")};
}

awaitable<Session> log_in(net::HttpClient& http, const Options& options) {
  const Login& login = options.login;
  std::string none;
  if (!login.access_token.empty()) co_return co_await by_access_token(http, options, login.access_token, none);
  if (login.refresh_token.empty()) co_return co_await by_password(http, options, none);
  Session old{options.user, {}, {}, login.refresh_token};
  std::optional<Session> session = co_await by_refresh_token(http, std::move(old));
  if (!session)
    throw runtime::ChannelError("The homeserver doesn't take the refresh token: it was used before, or is over. A new login is needed.");
  co_return co_await by_access_token(http, options, session->access_token, session->refresh_token);
}

awaitable<Session> renew(net::HttpClient& http, const Options& options, Session session) {
  if (!session.refresh_token.empty()) {
    std::optional<Session> renewed = co_await by_refresh_token(http, session);
    if (renewed) co_return std::move(*renewed);
  }
  if (options.login.password.empty())
    throw runtime::ChannelError("The homeserver has ended the bot's login, and there is no password_file to log in again with.");
  co_return co_await by_password(http, options, session.device);
}

}  // namespace matrix
