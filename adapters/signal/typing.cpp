#include "adapters/signal/typing.hpp"

namespace signal_channel {

using Clock = std::chrono::steady_clock;

void Typing::show(const People::Ptr& person, std::chrono::milliseconds time) {
  person->typing_until = Clock::now() + time;
  if (person->turn.is_free()) go_on(person);
}

void Typing::go_on(const People::Ptr& person) {
  if (Clock::now() < person->typing_until && !std::exchange(person->typing, true)) tasks_.start(type(person));
}

boost::asio::awaitable<void> Typing::type(People::Ptr person) {
  for (auto left = person->typing_until - Clock::now(); left > Clock::duration::zero() && !sender_.abandoned();
       left = person->typing_until - Clock::now()) {
    Request request = typing(sender_.account(), person->who);
    co_await sender_.ask(std::move(request));
    co_await sender_.sleep(std::chrono::ceil<std::chrono::milliseconds>(std::min<Clock::duration>(left, repeat)));
  }
  person->typing = false;
}

}  // namespace signal_channel
