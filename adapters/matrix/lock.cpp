#include "adapters/matrix/lock.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace matrix {

namespace asio = boost::asio;

asio::awaitable<Lock::Held> Lock::acquire() {
  if (std::exchange(held_, true)) {
    const auto turn = std::make_shared<asio::steady_timer>(executor_, asio::steady_timer::time_point::max());
    waiting_.push_back(turn);
    co_await turn->async_wait(asio::as_tuple(asio::use_awaitable));  // release() hands it on: it stays held
  }
  co_return Held(*this);
}

void Lock::release() {
  if (waiting_.empty()) {
    held_ = false;
    return;
  }
  waiting_.front()->cancel();
  waiting_.pop_front();
}

}  // namespace matrix
