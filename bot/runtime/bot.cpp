#include "runtime/bot.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>

#include "runtime/log.hpp"
#include "runtime/on_thread.hpp"

namespace runtime {

namespace asio = boost::asio;
using asio::awaitable;
using Steady = std::chrono::steady_clock;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

namespace {

std::vector<storage::Cursor> cursors_of(std::vector<Note> notes) {
  std::vector<storage::Cursor> cursors;
  for (Note& note : notes) cursors.push_back({std::move(note.name), std::move(note.value)});
  return cursors;
}

}  // namespace

/// What one receive() brought; the timer is cancelled when it was committed.
struct Bot::Waiting {
  explicit Waiting(const asio::any_io_executor& executor) : committed(executor) {}

  std::vector<Arrival> arrivals;
  std::vector<storage::Cursor> cursors;
  Steady::time_point received = Steady::now();
  asio::steady_timer committed;
  bool done = false;

  awaitable<void> within(asio::steady_timer::duration limit) {
    if (done) co_return;
    committed.expires_after(limit);
    co_await committed.async_wait(no_throw);
  }
  void finish() {
    done = true;
    committed.cancel();
  }
};

Bot::Bot(asio::any_io_executor executor, Turns& turns, const content::Library& library, Clock clock, Metrics* metrics)
    : executor_(executor), turns_(turns), library_(library), clock_(std::move(clock)), metrics_(metrics), wake_(executor),
      outgoing_(executor, [this](std::uint64_t id) { asio::post(store_thread_, [this, id] { turns_.mark_sent(id); }); },
                metrics) {}

Bot::~Bot() { store_thread_.join(); }

awaitable<void> Bot::receive(std::vector<core::Message> messages, std::vector<Note> notes) {
  const auto waiting = std::make_shared<Waiting>(executor_);
  waiting->cursors = cursors_of(std::move(notes));
  for (core::Message& message : messages) {
    if (metrics_) metrics_->received(message.channel);
    waiting->arrivals.push_back({std::move(message), {}});
    Arrival& arrival = waiting->arrivals.back();
    arrival.risk = core::assess(*library_.newest(), arrival.message.text);
    if (metrics_ && arrival.risk.level == core::Level::crisis) metrics_->crisis();
  }
  queue_.push_back(waiting);
  wake_.cancel();
  co_await waiting->within(patience);  // and then what comes next, for that could be a crisis
  if (!waiting->done) answer_bare(*waiting);
}

awaitable<std::string> Bot::recall(std::string name) {
  co_return co_await on_thread(store_thread_, [this, &name] { return turns_.recall(name); });
}

/// What the store comes to, unless that takes too long; then it may still be done.
template <class Value>
awaitable<std::optional<Value>> Bot::in_time(std::function<std::optional<Value>()> work) {
  struct Answer {
    asio::steady_timer done;
    std::optional<Value> value;
  };
  const auto answer = std::make_shared<Answer>(Answer{asio::steady_timer(executor_, patience_for_notes), {}});
  asio::post(store_thread_, [answer, work = std::move(work), executor = executor_] {
    std::optional<Value> value = work();
    asio::post(executor, [answer, value = std::move(value)]() mutable {
      answer->value = std::move(value);
      answer->done.cancel();
    });
  });
  co_await answer->done.async_wait(no_throw);
  co_return std::move(answer->value);
}

awaitable<std::optional<std::string>> Bot::kept(std::string channel, std::string conversation) {
  std::function<std::optional<std::string>()> work =
      [this, who = storage::Address{std::move(channel), std::move(conversation)}] { return turns_.kept(who); };
  co_return co_await in_time(std::move(work));
}

awaitable<bool> Bot::keep(std::string channel, std::string conversation, std::string value) {
  std::function<std::optional<bool>()> work =
      [this, who = storage::Address{std::move(channel), std::move(conversation)}, value = std::move(value)] {
        return std::optional(turns_.keep(who, value));
      };
  const std::optional<bool> is_kept = co_await in_time(std::move(work));
  co_return is_kept.value_or(false);
}

awaitable<bool> Bot::is_latest(std::string channel, std::string conversation, std::uint64_t delivery) {
  const storage::Address who{std::move(channel), std::move(conversation)};
  co_return co_await on_thread(store_thread_, [this, &who, delivery] { return turns_.is_latest(who, delivery); });
}

std::vector<core::Reply> Bot::crisis_lines(std::string_view text) {
  Arrival arrival;
  arrival.message.text = text;
  arrival.risk = core::assess(*library_.newest(), text);
  std::vector<core::Reply> replies;
  if (arrival.risk.level != core::Level::crisis) return replies;
  if (metrics_) metrics_->crisis();
  for (OutReply& each : turns_.without_store(arrival, clock_()).replies) replies.push_back(std::move(each.reply));
  return replies;
}

void Bot::online(std::string_view channel, bool yes) {
  if (!yes) offline_.emplace(channel);
  else if (const auto found = offline_.find(channel); found != offline_.end()) offline_.erase(found);
  if (offline_.empty() && ready_) std::exchange(ready_, nullptr)();
}

void Bot::trouble(std::string_view channel, Trouble trouble) {
  Trouble& now = troubles_[std::string(channel)];
  if (std::exchange(now, trouble) == trouble) return;
  if (metrics_) metrics_->trouble(channel, trouble);
  if (trouble == Trouble::rate_limit) log(Event::rate_limited);
  if (trouble == Trouble::captcha) log(Event::captcha_needed);
  if (trouble == Trouble::no_account) log(Event::account_missing);
  if (trouble == Trouble::refusal) log(Event::channel_refuses);
}

std::string Bot::troubles() const {
  std::string said;
  for (const auto& [channel, trouble] : troubles_)
    if (trouble != Trouble::none) said += fmt::format("{}: {}\n", channel, name(trouble));
  return said;
}

void Bot::answer_bare(const Waiting& waiting) {
  for (const Arrival& arrival : waiting.arrivals)
    if (arrival.risk.level == core::Level::crisis) deliver(turns_.without_store(arrival, clock_()), waiting.received);
}

awaitable<void> Bot::serve(std::vector<Adapter*> adapters) {
  using namespace asio::experimental::awaitable_operators;
  for (Adapter* adapter : adapters) {
    adapters_.emplace(adapter->channel(), adapter);
    offline_.emplace(adapter->channel());
    if (metrics_) metrics_->begin(adapter->channel());
  }
  for (const Outcome& outcome : co_await on_thread(store_thread_, [this] { return turns_.unsent(); }))
    deliver(outcome, Steady::now());
  co_await (run_all() && pump());
  co_await outgoing_.end_within(parting);
  for (Adapter* adapter : adapters) adapter->abandon();
  if (fault_) std::rethrow_exception(fault_);  // not before: what was received is answered first
}

void Bot::stop() {
  for (const auto& [channel, adapter] : adapters_) adapter->stop();
}

awaitable<void> Bot::run_all() {
  asio::steady_timer ended(executor_, Steady::time_point::max());
  std::size_t running = adapters_.size();
  for (const auto& [channel, adapter] : adapters_)
    asio::co_spawn(executor_, adapter->run(*this), [&](std::exception_ptr thrown) {
      if (thrown) fault_ = thrown;
      if (thrown) stop();  // a channel that can't go on is for the host to see, not to be silently missing
      if (--running == 0) ended.cancel();
    });
  if (running > 0) co_await ended.async_wait(no_throw);
  ending_ = true;
  wake_.cancel();
}

awaitable<void> Bot::pump() {
  while (!ending_ || !queue_.empty()) {
    co_await answer_queue();
    co_await ring();
    co_await maintain();
    if (queue_.empty() && !ending_) co_await wait_for_work();
  }
}

awaitable<void> Bot::answer_queue() {
  const std::vector<std::shared_ptr<Waiting>> batch = std::exchange(queue_, {});
  if (batch.empty()) co_return;
  std::vector<Arrival> arrivals;
  std::vector<storage::Cursor> cursors;
  for (const auto& each : batch) {
    std::ranges::copy(each->arrivals, std::back_inserter(arrivals));
    std::ranges::copy(each->cursors, std::back_inserter(cursors));
  }
  if (metrics_) metrics_->waiting(arrivals.size());
  const auto begin = Steady::now();
  const std::vector<Outcome> outcomes =
      co_await on_thread(store_thread_, [&] { return turns_.handle(arrivals, clock_(), cursors); });
  if (metrics_) metrics_->commit_took(Steady::now() - begin);
  if (metrics_) metrics_->waiting(0);
  note_store(outcomes);
  std::size_t next = 0;
  for (const auto& each : batch) {
    for (std::size_t i = 0; i < each->arrivals.size(); ++i, ++next)
      if (!outcomes[next].repeated) deliver(outcomes[next], each->received);
    each->finish();
  }
}

/// Said when it changes, and nothing of whose message it was.
void Bot::note_store(const std::vector<Outcome>& outcomes) {
  const bool fails = std::ranges::any_of(outcomes, [](const Outcome& each) { return !each.saved && !each.repeated; });
  if (outcomes.empty() || fails == store_fails_) return;
  store_fails_ = fails;
  log(fails ? Event::store_failing : Event::store_recovered);
}

awaitable<void> Bot::ring() {
  for (const Outcome& outcome : co_await on_thread(store_thread_, [this] { return turns_.ring(clock_()); }))
    deliver(outcome, Steady::now());
}

awaitable<void> Bot::maintain() {
  if (clock_() < maintained_ + maintenance) co_return;
  maintained_ = clock_();
  co_await on_thread(store_thread_, [this] { return turns_.maintain(clock_()); });
}

awaitable<void> Bot::wait_for_work() {
  const std::optional<core::TimePoint> due = co_await on_thread(store_thread_, [this] { return turns_.next_due(); });
  if (!queue_.empty() || ending_) co_return;
  const core::Duration soonest = turns_.failing() ? core::Duration(1000) : core::Duration::zero();
  const core::Duration wait = due ? std::max(*due - clock_(), soonest) : core::Duration(maintenance);
  wake_.expires_after(std::min<core::Duration>(wait, maintenance));
  co_await wake_.async_wait(no_throw);
}

void Bot::deliver(const Outcome& outcome, Steady::time_point received) {
  const auto found = adapters_.find(outcome.who.channel);
  if (found == adapters_.end()) return;  // a channel that is switched off: its replies keep until it is on again
  Adapter& adapter = *found->second;
  for (const OutReply& reply : outcome.replies) {
    if (reply.then == core::Then::forget) adapter.forgetting(outcome.who.address);
    outgoing_.push(adapter, {reply.id, outcome.who.address, reply.reply, reply.then, outcome.quiet, false, false}, received);
  }
  if (outcome.pacing) adapter.pausing(outcome.who.address, std::max(*outcome.pacing - clock_(), core::Duration::zero()));
}

}  // namespace runtime
