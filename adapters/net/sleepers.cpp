#include "adapters/net/sleepers.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace net {

namespace asio = boost::asio;

asio::awaitable<void> Sleepers::sleep(std::chrono::milliseconds time) {
  if (ended_) co_return;
  asio::steady_timer timer(executor_, time);
  timers_.insert(&timer);
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  timers_.erase(&timer);
}

void Sleepers::wake() {
  for (asio::steady_timer* timer : timers_) timer->cancel();
}

void Sleepers::end() {
  ended_ = true;
  wake();
}

}  // namespace net
