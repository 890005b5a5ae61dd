#include "adapters/net/gate.hpp"

#include <algorithm>
#include <iterator>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace net {

namespace asio = boost::asio;
using Clock = asio::steady_timer::clock_type;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> Gate::pass(bool urgent, std::string who) {
  if (!limited_) co_return;
  const auto turn = std::make_shared<asio::steady_timer>(executor_, Clock::time_point::max());
  (urgent ? urgent_ : others_).push_back({turn, std::move(who)});
  co_await turn->async_wait(no_throw);
}

void Gate::close_for(std::chrono::milliseconds time) {
  if (abandoned_) return;
  limited_ = true;
  if (waiting_) {
    if (Clock::now() + time > opens_.expiry()) opens_.expires_after(time);
    return;
  }
  waiting_ = true;
  opens_.expires_after(time);
  asio::co_spawn(executor_, let_in_later(), asio::detached);
}

asio::awaitable<void> Gate::let_in_later() {
  while (opens_.expiry() > Clock::now()) co_await opens_.async_wait(no_throw);  // it may be put off meanwhile
  waiting_ = false;
  let_in();
}

void Gate::open() {
  if (limited_ && !waiting_) let_in();
}

void Gate::let_in() {
  std::deque<Turn>& next = urgent_.empty() ? others_ : urgent_;
  limited_ = !next.empty();
  if (next.empty()) return;
  next.front().timer->cancel();
  next.pop_front();
}

void Gate::hurry(std::string_view who) {
  const auto theirs = std::ranges::stable_partition(others_, [&](const Turn& turn) { return turn.who != who; });
  std::ranges::move(theirs, std::back_inserter(urgent_));
  others_.erase(theirs.begin(), theirs.end());
}

void Gate::abandon() {
  abandoned_ = true;
  limited_ = false;
  opens_.expires_after(std::chrono::milliseconds(0));
  for (std::deque<Turn>* turns : {&urgent_, &others_})
    while (!turns->empty()) {
      turns->front().timer->cancel();
      turns->pop_front();
    }
}

}  // namespace net
