#include "adapters/matrix/client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/net/backoff.hpp"
#include "runtime/log.hpp"

namespace matrix {

namespace asio = boost::asio;
using asio::awaitable;
using Kind = Verdict::Kind;

namespace {

/// A single failure is the weather.
constexpr unsigned tries_until_offline = 2;
constexpr std::chrono::milliseconds shortest_limit{50};
/// Somebody waits at the other end.
constexpr std::chrono::milliseconds shortest_pause{500}, longest_pause{15'000};
/// Thousands of rooms after a night, or all of them at the very first start.
constexpr std::size_t most_bytes_of_a_sync = 128u << 20;

}  // namespace

Client::Client(asio::any_io_executor executor, const Options& options)
    : options_(options), http_(executor, options.homeserver),
      polling_(executor, options.homeserver, {.most_bytes = most_bytes_of_a_sync}), gate_(executor), renewing_(executor),
      sleeping_(executor), dozing_(executor) {}

awaitable<Verdict> Client::call(net::Request request, unsigned most_tries) {
  return repeat(std::move(request), Lane::free, most_tries);
}

awaitable<Verdict> Client::poll(net::Request request) { return repeat(std::move(request), Lane::poll, for_ever); }

awaitable<Verdict> Client::send(net::Request request, bool urgent) {
  return repeat(std::move(request), urgent ? Lane::urgent : Lane::ordinary, for_ever);
}

awaitable<Verdict> Client::repeat(net::Request request, Lane lane, unsigned most_tries) {
  net::Backoff backoff(shortest_pause, longest_pause);
  for (unsigned tries = 1;; ++tries) {
    Verdict verdict = co_await attempt(request, lane);
    if (verdict.kind == Kind::done || verdict.kind == Kind::refused || ended(lane)) co_return verdict;
    if (verdict.kind == Kind::gone) {
      runtime::log(runtime::Event::device_gone);
      throw DeviceOver(
          "The homeserver has removed the bot's device, and with it what people sent to it. Move the folder matrix inside the store "
          "away, and start again with the password or a new token: the bot logs in as a new device.");
    }
    if (verdict.kind == Kind::log_in) {
      co_await renew_once(request.bearer);
      continue;
    }
    if (lane == Lane::poll && (verdict.status == 0 || verdict.status >= 500)) note_reached(false, tries);
    if (tries == most_tries || verdict.too_large) co_return verdict;
    if (gated(lane) && verdict.limited) continue;  // the gate says when
    if (verdict.after) co_await sleep(*verdict.after);
    else co_await dozing_.sleep(backoff.next(random_()));
  }
}

awaitable<Verdict> Client::attempt(net::Request& request, Lane lane) {
  if (gated(lane)) co_await gate_.pass(lane == Lane::urgent);
  request.bearer = session_.access_token;
  request.urgent = request.urgent || lane == Lane::urgent;
  net::Result result = co_await (lane == Lane::poll ? polling_ : http_).exchange(request);
  Verdict verdict = judge(std::move(result));
  if (verdict.status != 0 && verdict.status < 500) note_reached(true, 0);
  if (!gated(lane)) co_return verdict;
  if (verdict.limited) gate_.close_for(std::max(verdict.after.value_or(std::chrono::seconds(1)), shortest_limit));
  else gate_.open();
  co_return verdict;
}

awaitable<void> Client::try_once(net::Request request) {
  request.bearer = session_.access_token;
  co_await http_.exchange(std::move(request));
}

awaitable<void> Client::renew_once(std::string old_token) {
  const net::Lock::Held held = co_await renewing_.acquire();
  if (session_.access_token != old_token) co_return;  // someone else has
  Session session;
  try {
    session = co_await renew(http_, options_, session_);
  } catch (const runtime::ChannelError&) {
    if (abandoned_) co_return;  // nobody said no
    throw;
  }
  if (changed) co_await changed(session);
  session_ = std::move(session);
  runtime::log(runtime::Event::logged_in);
}

void Client::note_reached(bool yes, unsigned tries) {
  if (yes == reached_ || (!yes && tries < tries_until_offline) || abandoned_) return;
  reached_ = yes;
  if (yes) dozing_.wake();
  runtime::log(yes ? runtime::Event::channel_online : runtime::Event::channel_offline);
  if (reached) reached(yes);
}

void Client::abandon() {
  abandoned_ = true;
  http_.stop();
  gate_.abandon();
  sleeping_.end();
  dozing_.end();
  end_polling();
}

void Client::end_polling() {
  polling_ended_ = true;
  polling_.stop();
  sleeping_.wake();
  dozing_.wake();
}

}  // namespace matrix
