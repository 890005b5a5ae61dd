#include "runtime/bot.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace runtime {

namespace asio = boost::asio;
using asio::awaitable;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

namespace {

/// Runs something on another thread, and comes back with what it returned.
template <class Work>
awaitable<std::invoke_result_t<Work>> on(asio::thread_pool& thread, Work work) {
  co_return co_await asio::co_spawn(
      thread, [work = std::move(work)]() -> awaitable<std::invoke_result_t<Work>> { co_return work(); },
      asio::use_awaitable);
}

}  // namespace

/// A message that waits for its turn; the timer is cancelled when it was answered.
struct Bot::Waiting {
  Waiting(const asio::any_io_executor& executor, Arrival what) : arrival(std::move(what)), answered(executor) {}

  Arrival arrival;
  asio::steady_timer answered;
  bool done = false;

  awaitable<void> within(asio::steady_timer::duration limit) {
    if (done) co_return;
    answered.expires_after(limit);
    co_await answered.async_wait(no_throw);
  }
  void finish() {
    done = true;
    answered.cancel();
  }
};

Bot::Bot(asio::any_io_executor executor, Turns& turns, const content::Library& library, Clock clock)
    : executor_(executor), turns_(turns), library_(library), clock_(std::move(clock)), wake_(executor) {}

Bot::~Bot() { store_thread_.join(); }

awaitable<void> Bot::receive(core::Message message) {
  Arrival arrival{std::move(message), {}};
  arrival.risk = core::assess(*library_.newest(), arrival.message.text);
  const auto waiting = std::make_shared<Waiting>(executor_, std::move(arrival));
  queue_.push_back(waiting);
  wake_.cancel();
  co_await waiting->within(patience);  // and then the next message, for that could be a crisis
  if (!waiting->done && waiting->arrival.risk.level == core::Level::crisis) co_await send_bare(*waiting);
}

awaitable<void> Bot::send_bare(const Waiting& waiting) {
  const Outcome outcome = turns_.without_store(waiting.arrival, clock_());
  for (const OutReply& reply : outcome.replies) {
    const Delivery delivery{0, waiting.arrival.message.conversation, reply.reply, false};
    co_await adapter_->send(delivery);
  }
}

awaitable<void> Bot::serve(Adapter& adapter) {
  using namespace asio::experimental::awaitable_operators;
  adapter_ = &adapter;
  for (const Outcome& outcome : co_await on(store_thread_, [this] { return turns_.unsent(); })) co_await deliver(outcome);
  const auto run_until_end = [this]() -> awaitable<void> {
    co_await adapter_->run(*this);
    ending_ = true;
    wake_.cancel();
  };
  co_await (run_until_end() && pump());
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
  for (const auto& each : batch) arrivals.push_back(each->arrival);
  const std::vector<Outcome> outcomes =
      co_await on(store_thread_, [&] { return turns_.handle(arrivals, clock_()); });
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (!outcomes[i].repeated) co_await deliver(outcomes[i]);
    batch[i]->finish();
  }
}

awaitable<void> Bot::ring() {
  for (const Outcome& outcome : co_await on(store_thread_, [this] { return turns_.ring(clock_()); }))
    co_await deliver(outcome);
}

awaitable<void> Bot::maintain() {
  if (clock_() < maintained_ + maintenance) co_return;
  maintained_ = clock_();
  co_await on(store_thread_, [this] { return turns_.maintain(clock_()); });
}

awaitable<void> Bot::wait_for_work() {
  const std::optional<core::TimePoint> due = co_await on(store_thread_, [this] { return turns_.next_due(); });
  if (!queue_.empty() || ending_) co_return;
  const core::Duration soonest = turns_.failing() ? core::Duration(1000) : core::Duration::zero();
  const core::Duration wait = due ? std::max(*due - clock_(), soonest) : core::Duration(maintenance);
  wake_.expires_after(std::min<core::Duration>(wait, maintenance));
  co_await wake_.async_wait(no_throw);
}

awaitable<void> Bot::deliver(const Outcome& outcome) {
  for (const OutReply& reply : outcome.replies) {
    const Delivery delivery{reply.id, outcome.who.address, reply.reply, reply.leave};
    if (co_await adapter_->send(delivery) != Sent::accepted) co_return;
    co_await on(store_thread_, [&] { turns_.mark_sent(reply); });
  }
}

}  // namespace runtime
