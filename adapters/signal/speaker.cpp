#include "adapters/signal/speaker.hpp"

#include <algorithm>

#include <fmt/format.h>

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
constexpr std::size_t most_taken_back = 20;  // at once

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

std::vector<Request> Speaker::parts_of(const Uuid& who, const core::Reply& reply) const {
  std::vector<Request> parts;
  for (const Part& part : signal_channel::parts_of(reply)) parts.push_back(send(options_.account, who, part));
  return parts;
}

/// A poll stands below the numbered text, which not every app would show with it.
std::vector<Request> Speaker::requests_of(const Uuid& who, const runtime::Delivery& delivery) const {
  std::vector<Request> requests = parts_of(who, delivery.reply);
  if (!options_.polls || delivery.reply.urgent || delivery.id == 0) return requests;
  if (auto poll = poll_create(options_.account, who, question_of(delivery.reply), delivery.reply.choices))
    requests.push_back(std::move(*poll));
  return requests;
}

awaitable<Sent> Speaker::reply(const runtime::Delivery& delivery) {
  const std::optional<Uuid> who = Uuid::read(delivery.conversation);
  if (!who) co_return Sent::refused;
  const People::Ptr person = co_await people_.find(*who);
  const net::Lock::Held turn = co_await person->turn.acquire();
  if (person->held && delivery.then != Then::anew && !delivery.reply.urgent) co_return Sent::refused;
  if (delivery.then == Then::forget) co_await forgetting_.add(*who);
  const Fate fate = co_await bring(person, delivery);
  if (fate != Fate::arrived) co_return came_to(person, delivery, fate);
  if (!delivery.more) typing_.go_on(person);
  co_return co_await follow_up(person, delivery);
}

awaitable<Fate> Speaker::bring(People::Ptr person, const runtime::Delivery& delivery) {
  if (person->held) co_await trust(person->who);
  co_await set_timer_once(person);
  std::vector<Request> requests = requests_of(person->who, delivery);
  co_return co_await courier_.bring(person, delivery.id, std::move(requests), delivery.reply.urgent);
}

Sent Speaker::came_to(const People::Ptr& person, const runtime::Delivery& delivery, Fate fate) {
  if (fate == Fate::later) return Sent::unknown;
  if (fate == Fate::untrusted) {
    tasks_.start(begin_anew(person));
    return delivery.then == Then::anew || delivery.reply.urgent ? Sent::unknown : Sent::refused;
  }
  runtime::log(fate == Fate::in_doubt ? runtime::Event::reply_in_doubt : runtime::Event::reply_refused);
  return Sent::refused;
}

awaitable<Sent> Speaker::follow_up(People::Ptr person, const runtime::Delivery& delivery) {
  switch (delivery.then) {
    case Then::nothing: break;
    case Then::leave: co_return co_await take_back(person, delivery.id);
    case Then::forget: people_.forget(person->who); break;
    case Then::anew: person->held = false; break;
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
    if (++count > most_taken_back) co_return Sent::unfinished;  // what they write now comes first
    Request request = remote_delete(options_.account, person->who, *Timestamp::of(timestamp));
    const Outcome outcome = co_await sender_.send(std::move(request), false);
    if (outcome.kind == Outcome::Kind::wait || outcome.kind == Outcome::Kind::unknown) co_return Sent::unfinished;
    std::erase_if(person->contact.sent, [&](const SentMessage& each) { return each.timestamp == timestamp; });
    co_await people_.save(person);
  }
  co_return Sent::accepted;
}

awaitable<void> Speaker::begin_anew(People::Ptr person) {
  if (person->held && Clock::now() < person->key_changed + between_keys) co_return;
  person->held = true;
  person->key_changed = Clock::now();
  runtime::log(runtime::Event::key_changed);
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  std::vector<core::Message> messages{{std::string(channel_name), person->who.text(),
                                       fmt::format("key/{}", since_1970.count()), core::MessageKind::new_key, {}}};
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
  for (core::Reply& line : lines) co_await bring_aside(person, std::move(line));
}

/// What stands in no outbox. A reply of theirs that is in doubt stays so.
awaitable<void> Speaker::bring_aside(People::Ptr person, core::Reply reply) {
  const net::Lock::Held turn = co_await person->turn.acquire();
  const std::optional<Attempt> in_doubt = person->contact.attempt;
  std::vector<Request> parts = parts_of(person->who, reply);
  co_await courier_.bring(person, 0, std::move(parts), reply.urgent);
  person->contact.attempt = in_doubt;
}

awaitable<void> Speaker::show_typing(Uuid who, std::chrono::milliseconds time) {
  const People::Ptr person = co_await people_.find(std::move(who));
  typing_.show(person, time);
}

}  // namespace signal_channel
