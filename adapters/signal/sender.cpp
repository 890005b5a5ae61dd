#include "adapters/signal/sender.hpp"

#include "adapters/signal/protocol/daemon.hpp"

namespace signal_channel {

using boost::asio::awaitable;
using Kind = Outcome::Kind;
using Clock = std::chrono::steady_clock;

namespace {

/// A daemon beside us is back soon after it is back at all.
constexpr std::chrono::milliseconds until_connecting{500}, until_account{5000};
/// How often the operator's answer to a captcha is looked for.
constexpr std::chrono::milliseconds until_captcha{5000};
/// Where Signal names no time.
constexpr std::chrono::seconds usual_limit{60};

Outcome not_sent() {
  Outcome outcome;
  outcome.kind = Kind::wait;
  return outcome;
}

bool is_unsent(const Outcome& outcome) {
  return outcome.kind != Kind::accepted && (outcome.kind != Kind::unknown || outcome.no_network);
}

Outcome judge(const Reply& reply) {
  if (const Answer* answer = std::get_if<Answer>(&reply)) return judge(*answer);
  if (const Failure* failure = std::get_if<Failure>(&reply)) return judge(*failure);
  return std::holds_alternative<NotSent>(reply) ? not_sent() : Outcome{};
}

}  // namespace

Sender::Sender(boost::asio::any_io_executor executor, const Options& options, runtime::Inbox& inbox)
    : options_(options), inbox_(inbox), connection_(executor), connecting_(executor), gate_(executor), pauses_(executor) {}

awaitable<Outcome> Sender::send(Request request, Way way) {
  for (;;) {
    co_await gate_.pass(way.urgent, way.who.text());
    const bool connected = co_await connect();
    if (!connected) co_return not_sent();
    if (awaits_captcha()) {
      gate_.close_for(until_captcha);
      continue;
    }
    Outcome outcome = co_await attempt(request, way.tries);
    if (outcome.limited) {
      hold_back(outcome);
      continue;
    }
    gate_.open();
    if (outcome.kind == Kind::accepted) note_accepted();
    if (!outcome.alarm) co_return outcome;
    co_await wait_for_account();
    co_return not_sent();
  }
}

awaitable<Outcome> Sender::attempt(Request request, Tries* tries) {
  if (tries) {
    const bool made = co_await tries->make();
    if (!made) co_return not_sent();
  }
  const Reply reply = co_await ask(std::move(request));
  const Outcome outcome = judge(reply);
  if (tries && is_unsent(outcome)) co_await tries->unmake();
  co_return outcome;
}

awaitable<Reply> Sender::ask(Request request) {
  const bool connected = co_await connect();
  if (!connected) co_return NotSent{};
  co_return co_await connection_.call(std::move(request), patience);
}

awaitable<bool> Sender::connect() {
  const net::Lock::Held held = co_await connecting_.acquire();
  while (!connection_.is_open() && !abandoned()) {
    const bool opened = co_await connection_.open(options_.socket);
    if (!opened) co_await sleep(until_connecting);
  }
  co_return !abandoned();
}

/// Our own fault, and the account that is gone, have the same codes. What is our fault keeps until it is mended.
awaitable<void> Sender::wait_for_account() {
  for (bool away = false; !abandoned(); away = true) {
    Request request = list_accounts();
    const Reply reply = co_await ask(std::move(request));
    const Answer* answer = std::get_if<Answer>(&reply);
    const bool there = answer && has_account(answer->result, options_.account);
    if (there && !away) report(runtime::Trouble::refusal);
    if (there) co_return;
    if (answer) report(runtime::Trouble::no_account);
    co_await sleep(until_account);
  }
}

bool Sender::awaits_captcha() {
  if (Clock::now() >= captcha_until_) return false;
  if (options_.challenge_waits && options_.challenge_waits()) return true;
  captcha_until_ = {};
  report(runtime::Trouble::none);  // it was solved; another one is news
  return false;
}

void Sender::hold_back(const Outcome& outcome) {
  const std::chrono::seconds wait = outcome.wait.value_or(usual_limit);
  if (outcome.challenge.empty()) {
    report(runtime::Trouble::rate_limit);
    return gate_.close_for(std::max(wait, std::chrono::seconds(1)));
  }
  report(runtime::Trouble::captcha);
  challenged_ = true;
  captcha_until_ = Clock::now() + wait;
  const bool shown = options_.show_challenge && options_.show_challenge(outcome.challenge);
  gate_.close_for(shown ? std::min<std::chrono::milliseconds>(wait, until_captcha) : wait);
}

void Sender::note_accepted() {
  report(runtime::Trouble::none);
  if (std::exchange(challenged_, false) && options_.drop_challenge) options_.drop_challenge();
}

void Sender::report(runtime::Trouble trouble) { inbox_.trouble(channel_name, trouble); }

void Sender::abandon() {
  pauses_.end();
  gate_.abandon();
  connection_.close();
}

}  // namespace signal_channel
