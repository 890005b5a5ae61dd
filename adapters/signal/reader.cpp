#include "adapters/signal/reader.hpp"

#include <fmt/format.h>

#include "adapters/signal/clock.hpp"
#include "adapters/signal/protocol/daemon.hpp"
#include "runtime/log.hpp"

namespace signal_channel {

using boost::asio::awaitable;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds patience{10}, patience_at_the_end{2};

}  // namespace

awaitable<void> Reader::run() {
  while (!pauses_.ended()) {
    const bool subscribed = co_await begin();
    set_online(subscribed);
    if (subscribed) co_await read_on();
    if (pauses_.ended()) break;
    co_await close();
    set_online(false);
    co_await pauses_.sleep(until_again);
  }
  co_await leave();
}

awaitable<bool> Reader::begin() {
  const bool opened = co_await connection_.open(options_.socket);
  if (!opened) co_return false;
  Request request = version();
  const Reply reply = co_await connection_.call(std::move(request), patience);
  const Answer* answer = std::get_if<Answer>(&reply);
  if (!answer) co_return false;
  if (!is_new_enough(answer->result)) {
    connection_.close();
    throw runtime::ChannelError(
        fmt::format("Signal lets in only signal-cli {} and newer, and this one is older: install a new one.", oldest_version));
  }
  const bool there = co_await account_is_there();
  if (!there) co_return false;
  co_return co_await subscribe();
}

/// A login that has expired shows in nothing else.
awaitable<bool> Reader::account_is_there() {
  Request request = list_accounts();
  const Reply reply = co_await connection_.call(std::move(request), patience);
  co_return account_is_in(reply);
}

bool Reader::account_is_in(const Reply& reply) {
  const Answer* answer = std::get_if<Answer>(&reply);
  if (!answer) return false;
  const bool missing = !has_account(answer->result, options_.account);
  if (missing) inbox_.trouble(channel_name, runtime::Trouble::no_account);
  else if (account_missing_) inbox_.trouble(channel_name, runtime::Trouble::none);
  account_missing_ = missing;
  return !missing;
}

awaitable<bool> Reader::subscribe() {
  subscribed_at_ = milliseconds_now();
  Request request = signal_channel::subscribe(options_.account);
  const Reply reply = co_await connection_.call(std::move(request), patience);
  const Answer* answer = std::get_if<Answer>(&reply);
  if (!answer || !answer->result.is_number_unsigned()) co_return false;
  subscription_ = answer->result.get<std::uint64_t>();
  co_return true;
}

awaitable<void> Reader::read_on() {
  while (connection_.is_open() && !pauses_.ended()) {
    const auto quiet = listener_.has_backlog() ? Backlog::quiet : std::chrono::milliseconds(between_probes);
    co_await take(quiet);
    probe_when_due();
  }
}

void Reader::probe_when_due() {
  if (Clock::now() < next_probe_) return;
  next_probe_ = Clock::now() + between_probes;
  tasks_.start(probe());
}

/// Over the other connection, so that reading never waits for it.
awaitable<void> Reader::probe() {
  Request request = list_accounts();
  const Reply reply = co_await sender_.ask(std::move(request));
  const bool missing = std::holds_alternative<Answer>(reply) && !account_is_in(reply);
  if (missing) connection_.close();
}

awaitable<void> Reader::take(std::chrono::milliseconds patience) {
  std::vector<Heard> news;
  for (const Notification& each : co_await connection_.receive(patience)) news.push_back(hear(each.params));
  co_await listener_.take(std::move(news), subscribed_at_);
}

awaitable<void> Reader::leave() {
  if (connection_.is_open()) {
    Request request = unsubscribe(options_.account, subscription_);
    co_await connection_.call(std::move(request), patience_at_the_end);
  }
  co_await close();
  co_await take(std::chrono::milliseconds(0));  // nothing: what came late is answered
}

/// What has come already is taken.
awaitable<void> Reader::close() {
  connection_.close();
  co_await take(std::chrono::milliseconds(0));
}

void Reader::set_online(bool yes) {
  if (online_ == yes) return;
  online_ = yes;
  runtime::log(yes ? runtime::Event::channel_online : runtime::Event::channel_offline);
  inbox_.online(channel_name, yes);
}

void Reader::stop() {
  pauses_.end();
  connection_.wake();
}

}  // namespace signal_channel
