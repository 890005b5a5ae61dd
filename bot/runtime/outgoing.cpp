#include "runtime/outgoing.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace runtime {

namespace asio = boost::asio;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

Outgoing::Outgoing(asio::any_io_executor executor, std::function<void(std::uint64_t)> done, Metrics* metrics)
    : executor_(executor), done_(std::move(done)), metrics_(metrics), emptied_(executor) {}

void Outgoing::push(Adapter& adapter, Delivery delivery, Moment received) {
  const Key key(adapter.channel(), delivery.conversation);
  const bool idle = !queues_.contains(key);
  if (idle) queues_.emplace(key, std::make_unique<Queue>(executor_, adapter));
  Queue& queue = *queues_.at(key);
  const bool urgent = delivery.reply.urgent;
  queue.items.push_back({std::move(delivery), received});
  if (urgent && !idle) hurry(queue, key.second);
  if (idle) asio::co_spawn(executor_, send_all(key), asio::detached);
}

asio::awaitable<void> Outgoing::send_all(Key key) {
  Queue& queue = *queues_.at(key);
  while (!queue.items.empty() && !given_up_) {
    Delivery delivery = queue.items.front().delivery;
    delivery.more = queue.items.size() > 1;
    delivery.hurried = has_urgent(queue);
    const Sent sent = co_await queue.adapter.send(delivery);
    co_await settle(queue, sent);
  }
  queues_.erase(key);
  if (queues_.empty()) emptied_.cancel();
}

bool Outgoing::has_urgent(const Queue& queue) {
  return std::ranges::any_of(queue.items, [](const Item& each) { return each.delivery.reply.urgent; });
}

/// In their order all the same: what came before it goes at once.
void Outgoing::hurry(Queue& queue, const std::string& conversation) {
  queue.next_pause = first_pause;
  queue.pause.cancel();
  queue.adapter.hurry(conversation);
}

asio::awaitable<void> Outgoing::settle(Queue& queue, Sent sent) {
  if (sent == Sent::accepted || sent == Sent::refused) {
    take_off(queue, sent);
  } else if (sent == Sent::unfinished && queue.items.size() > 1) {
    std::ranges::rotate(queue.items, queue.items.begin() + 1);
  } else {
    if (sent == Sent::unfinished) queue.next_pause = first_pause;  // it goes on, a part at a time
    if (metrics_ && sent == Sent::unknown) metrics_->not_sent(queue.adapter.channel());
    co_await wait(queue);
  }
}

void Outgoing::take_off(Queue& queue, Sent sent) {
  const Item item = std::move(queue.items.front());
  queue.items.pop_front();
  queue.next_pause = first_pause;
  if (item.delivery.id != 0) done_(item.delivery.id);
  if (!metrics_) return;
  if (sent == Sent::refused) return metrics_->given_up(queue.adapter.channel());
  metrics_->sent(queue.adapter.channel());
  metrics_->answer_took(std::chrono::steady_clock::now() - item.received);
}

asio::awaitable<void> Outgoing::wait(Queue& queue) {
  if (given_up_) co_return;
  queue.pause.expires_after(has_urgent(queue) ? std::min(queue.next_pause, longest_urgent_pause) : queue.next_pause);
  queue.next_pause = std::min(queue.next_pause * 2, longest_pause);
  co_await queue.pause.async_wait(no_throw);
}

asio::awaitable<void> Outgoing::end_within(std::chrono::milliseconds time) {
  emptied_.expires_after(time);
  if (!queues_.empty()) co_await emptied_.async_wait(no_throw);
  given_up_ = true;
  for (const auto& [key, queue] : queues_) {
    queue->pause.cancel();
    queue->adapter.abandon();
  }
  emptied_.expires_at(Moment::max());
  if (!queues_.empty()) co_await emptied_.async_wait(no_throw);
}

}  // namespace runtime
