#include "adapters/net/lock.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace net {

namespace asio = boost::asio;

asio::awaitable<Lock::Held> Lock::acquire() {
  if (places_ > 0) {
    --places_;
  } else {
    const auto turn = std::make_shared<asio::steady_timer>(executor_, asio::steady_timer::time_point::max());
    waiting_.push_back(turn);
    co_await turn->async_wait(asio::as_tuple(asio::use_awaitable));  // release() hands it on: it stays taken
  }
  co_return Held(*this);
}

void Lock::release() {
  if (waiting_.empty()) {
    ++places_;
    return;
  }
  waiting_.front()->cancel();
  waiting_.pop_front();
}

}  // namespace net
