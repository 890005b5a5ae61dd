#include "adapters/signal/forgetting.hpp"

#include <sstream>

namespace signal_channel {

using boost::asio::awaitable;

namespace {

constexpr std::chrono::seconds until_again{30};
/// Their phone still tells that it has what was said last, by which signal-cli would know them again.
constexpr std::chrono::seconds until_receipts{3};

/// What signal-cli refuses for good, there is nothing of.
bool is_over(const Reply& reply) {
  if (const Failure* failure = std::get_if<Failure>(&reply)) return judge(*failure).kind == Outcome::Kind::refused;
  return std::holds_alternative<Answer>(reply);
}

}  // namespace

awaitable<void> Forgetting::resume() {
  std::istringstream note(co_await inbox_.recall(std::string(forgetting_note)));
  for (std::string each; note >> each;)
    if (auto who = Uuid::read(each); who && people_.insert(*who).second) begin(std::move(*who));
}

awaitable<void> Forgetting::note(Uuid who) {
  if (people_.insert(std::move(who)).second) co_await keep();
}

void Forgetting::begin(Uuid who) {
  if (people_.contains(who) && under_way_.insert(who).second) tasks_.start(forget(std::move(who)));
}

awaitable<void> Forgetting::keep() {
  std::string note;
  for (const Uuid& who : people_) note += who.text() + ' ';
  std::vector<core::Message> none;
  std::vector<runtime::Note> notes{{std::string(forgetting_note), std::move(note)}};
  co_await inbox_.receive(std::move(none), std::move(notes));
}

awaitable<void> Forgetting::forget(Uuid who) {
  co_await sender_.sleep(until_receipts);
  while (!sender_.abandoned()) {
    Request request = forget_contact(sender_.account(), who);
    const Reply reply = co_await sender_.ask(std::move(request));
    if (is_over(reply)) {
      people_.erase(who);
      under_way_.erase(who);
      co_return co_await keep();
    }
    co_await sender_.sleep(until_again);
  }
}

}  // namespace signal_channel
