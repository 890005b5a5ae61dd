#include "adapters/signal/speaker.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/signal/clock.hpp"
#include "adapters/signal/protocol/reply.hpp"
#include "runtime/log.hpp"

namespace signal_channel {

using boost::asio::awaitable;
using core::Then;
using runtime::Sent;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::hours between_remarks{1};
constexpr std::chrono::minutes between_keys{1}, between_crises{1};
constexpr std::chrono::seconds until_again{5};
constexpr std::size_t most_taken_back = 20;  // at once

Haste haste_of(const runtime::Delivery& delivery) {
  if (delivery.reply.urgent) return Haste::urgent;
  return delivery.hurried ? Haste::hurried : Haste::ordinary;
}

/// Which of our messages are taken back, the latest first.
std::vector<std::uint64_t> before(const Contact& contact, std::uint64_t way_out) {
  std::vector<std::uint64_t> timestamps;
  for (const SentMessage& each : contact.sent)
    if (each.delivery != way_out) timestamps.push_back(each.timestamp);
  std::ranges::reverse(timestamps);
  return timestamps;
}

}  // namespace

Speaker::Speaker(Sender& sender, People& people, runtime::Inbox& inbox, const Options& options, net::Tasks& tasks)
    : sender_(sender), people_(people), inbox_(inbox), options_(options), tasks_(tasks), courier_(sender, people),
      typing_(sender, tasks), forgetting_(sender, inbox, tasks) {}

std::vector<Request> Speaker::messages_of(const Uuid& who, const core::Reply& reply) const {
  std::vector<Request> parts;
  for (const Part& part : parts_of(reply)) parts.push_back(send(options_.account, who, part));
  return parts;
}

/// A poll stands below the numbered text, which not every app would show with it.
std::optional<Request> Speaker::poll_of(const Uuid& who, const runtime::Delivery& delivery) const {
  if (!options_.polls || delivery.reply.urgent || delivery.id == 0) return {};
  return poll_create(options_.account, who, question_of(delivery.reply), delivery.reply.choices);
}

awaitable<Sent> Speaker::reply(const runtime::Delivery& delivery) {
  const std::optional<Uuid> who = Uuid::read(delivery.conversation);
  if (!who) co_return Sent::refused;
  const People::Ptr person = co_await people_.find(*who);
  const net::Lock::Held turn = co_await person->turn.acquire();
  if (person->contact.held && delivery.then != Then::anew && !delivery.reply.urgent) co_return Sent::refused;
  person->hurried = delivery.hurried;
  const Fate fate = co_await bring(person, delivery);
  const Sent sent = co_await come_to(person, delivery, fate);
  if (sent != Sent::unknown && delivery.then == Then::forget) forgetting_.begin(*who);
  co_return sent;
}

awaitable<Fate> Speaker::bring(People::Ptr person, const runtime::Delivery& delivery) {
  if (person->contact.held) co_await trust(person->who);
  if (!delivery.reply.urgent) co_await set_timer_once(person);
  std::vector<Request> parts = messages_of(person->who, delivery.reply);
  const std::size_t needed = parts.size();
  if (auto poll = poll_of(person->who, delivery)) parts.push_back(std::move(*poll));
  co_return co_await courier_.bring(person, delivery.id, std::move(parts), needed, haste_of(delivery));
}

awaitable<Sent> Speaker::come_to(People::Ptr person, const runtime::Delivery& delivery, Fate fate) {
  switch (fate) {
    case Fate::later: co_return Sent::unknown;
    case Fate::untrusted:
      tasks_.start(begin_anew(person));
      co_return delivery.then == Then::anew || delivery.reply.urgent ? Sent::unknown : Sent::refused;
    case Fate::in_doubt: runtime::log(runtime::Event::reply_in_doubt); break;
    case Fate::refused: runtime::log(runtime::Event::reply_refused); break;
    case Fate::arrived: if (!delivery.more) typing_.go_on(person); break;
  }
  const Sent sent = co_await follow_up(person, delivery);
  co_return fate == Fate::arrived ? sent : Sent::refused;
}

awaitable<Sent> Speaker::follow_up(People::Ptr person, const runtime::Delivery& delivery) {
  switch (delivery.then) {
    case Then::nothing: break;
    case Then::leave: co_return co_await take_back(person, delivery.id);
    case Then::forget: people_.forget(person->who); break;
    case Then::anew:
      person->contact.held = false;
      co_await people_.save(person);
      break;
  }
  co_return Sent::accepted;
}

awaitable<void> Speaker::trust(const Uuid& who) {
  Request request = trust_all_known_keys(options_.account, who);
  co_await sender_.ask(std::move(request));
}

/// signal-cli learns of a timer only by receiving a message under it. One that a person has set stays as it is.
awaitable<void> Speaker::set_timer_once(People::Ptr person) {
  if (!options_.timer || person->contact.has_timer) co_return;
  Request request = set_timer(options_.account, person->who, *options_.timer);
  const Reply reply = co_await sender_.ask(std::move(request));
  person->contact.has_timer = std::holds_alternative<Answer>(reply);
}

awaitable<Sent> Speaker::take_back(People::Ptr person, std::uint64_t way_out) {
  std::size_t count = 0;
  for (const std::uint64_t timestamp : before(person->contact, way_out)) {
    if (++count > most_taken_back || person->hurried) co_return Sent::unfinished;  // what they write now comes first
    Request request = remote_delete(options_.account, person->who, *Timestamp::of(timestamp));
    Way way{person->who};
    const Outcome outcome = co_await sender_.send(std::move(request), std::move(way));
    if (outcome.kind == Outcome::Kind::wait || outcome.kind == Outcome::Kind::unknown) co_return Sent::unfinished;
    std::erase_if(person->contact.sent, [&](const SentMessage& each) { return each.timestamp == timestamp; });
    co_await people_.save(person);
  }
  co_return Sent::accepted;
}

awaitable<void> Speaker::begin_anew(People::Ptr person) {
  if (person->contact.held && Clock::now() < person->key_changed + between_keys) co_return;
  person->contact.held = true;
  person->key_changed = Clock::now();
  runtime::log(runtime::Event::key_changed);
  co_await people_.save(person);
  std::vector<core::Message> messages{{std::string(channel_name), person->who.text(),
                                       fmt::format("key/{}", milliseconds_now()), core::MessageKind::new_key, {}}};
  co_await inbox_.receive(std::move(messages));
}

awaitable<void> Speaker::remark(People::Ptr person, core::Line line) {
  const auto [said, is_new] = person->remarks.try_emplace(line, Clock::now());
  if (!is_new && Clock::now() < said->second + between_remarks) co_return;
  said->second = Clock::now();
  core::Reply reply{inbox_.line(line), {}};
  co_await bring_aside(person, std::move(reply));
}

awaitable<void> Speaker::say_crisis_lines(People::Ptr person, std::vector<core::Reply> lines) {
  if (Clock::now() < person->crisis_answered + between_crises) co_return;
  person->crisis_answered = Clock::now();
  for (const core::Reply& line : lines)
    for (Fate fate = Fate::later; fate == Fate::later && !sender_.abandoned();) {
      fate = co_await bring_aside(person, line);
      if (fate == Fate::later) co_await sender_.sleep(until_again);
    }
}

/// What stands in no outbox, and is kept nowhere. A reply of theirs that is in doubt stays so.
awaitable<Fate> Speaker::bring_aside(People::Ptr person, core::Reply reply) {
  const net::Lock::Held turn = co_await person->turn.acquire();
  const std::optional<Attempt> in_doubt = person->contact.attempt;
  std::vector<Request> parts = messages_of(person->who, reply);
  const std::size_t needed = parts.size();
  const Fate fate =
      co_await courier_.bring(person, 0, std::move(parts), needed, reply.urgent ? Haste::urgent : Haste::ordinary);
  person->contact.attempt = in_doubt;
  co_return fate;
}

void Speaker::hurry(const Uuid& who) {
  if (const People::Ptr person = people_.known(who)) person->hurried = true;
  sender_.hurry(who);
}

awaitable<void> Speaker::show_typing(Uuid who, std::chrono::milliseconds time) {
  const People::Ptr person = co_await people_.find(std::move(who));
  typing_.show(person, time);
}

}  // namespace signal_channel
