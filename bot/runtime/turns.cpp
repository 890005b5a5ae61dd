#include "runtime/turns.hpp"

#include <algorithm>
#include <exception>

#include "runtime/log.hpp"
#include "runtime/payload.hpp"
#include "storage/error.hpp"

namespace runtime {

namespace {

constexpr std::size_t most_rings = 64;

core::Input::Kind kind_of(const Arrival& arrival) {
  using enum core::MessageKind;
  using Kind = core::Input::Kind;
  switch (arrival.message.kind) {
    case text: case late: return Kind::text;
    case opened: return Kind::opened;
    case media: return Kind::media;
    case new_key: return Kind::new_key;
    case edited: return arrival.risk.level == core::Level::crisis ? Kind::text : Kind::passed;
    case taken_back: return Kind::taken_back;
  }
  return Kind::passed;
}

core::Input input_of(const Arrival& arrival) {
  const core::Message& message = arrival.message;
  return {kind_of(arrival), message.text, message.text.size() > core::longest_message, message.reference};
}

/// Of what a person wrote while nobody was listening, what is answered: the last crisis, or else the last message.
class Latest {
 public:
  explicit Latest(std::span<const Arrival> arrivals) {
    for (const Arrival& arrival : arrivals)
      if (arrival.message.kind == core::MessageKind::late) weigh(arrival);
  }
  /// Whether the message is a late one that another stands for.
  bool passes_over(const Arrival& arrival) const {
    return arrival.message.kind == core::MessageKind::late && chosen_.at(key(arrival)) != &arrival;
  }

 private:
  static std::pair<std::string, std::string> key(const Arrival& arrival) {
    return {arrival.message.channel, arrival.message.conversation};
  }
  void weigh(const Arrival& arrival) {
    const Arrival*& chosen = chosen_[key(arrival)];
    const auto crisis = [](const Arrival& each) { return each.risk.level == core::Level::crisis; };
    if (!chosen || crisis(arrival) || !crisis(*chosen)) chosen = &arrival;
  }
  std::map<std::pair<std::string, std::string>, const Arrival*> chosen_;
};

std::optional<core::TimePoint> pacing(const core::Session& session) {
  for (const core::Timer& timer : session.timers)
    if (timer.kind == core::Timer::Kind::pace) return timer.due;
  return {};
}

void place(Outcome& outcome, const core::Session& session) {
  outcome.flow = core::where(session).flow;
  outcome.node = core::where(session).node;
  outcome.pacing = pacing(session);
  const core::Value* quiet = session.person.find("quiet");
  outcome.quiet = quiet && core::as_text(*quiet) == "on";
}

storage::Address address_of(const core::Message& message) { return {message.channel, message.conversation}; }

}  // namespace

/// A batch on its way to one transaction: a person who wrote twice has both turns in it, the second on the first's
/// session.
struct Turns::Batch {
  std::vector<storage::TurnWrite> writes;
  std::vector<std::size_t> outcome_of;  // index of the outcome that a write belongs to
  std::map<std::pair<std::string, std::string>, core::Session> sessions;
  std::vector<std::size_t> forgotten;   // index of the outcome
};

Turns::Turns(storage::Store& store, const content::Library& library, Defaults defaults)
    : store_(store), library_(library), defaults_(std::move(defaults)) {}

core::Session Turns::with_defaults(core::Session session) const {
  if (!defaults_.language.empty()) session.person["language"] = defaults_.language;
  if (!defaults_.country.empty() && !session.person.find("country")) session.person["country"] = defaults_.country;
  return session;
}

core::Session Turns::load(const storage::Address& who) {
  core::Session session;
  if (const std::optional<std::string> json = store_.session(who)) {
    std::optional<core::Session> loaded = core::from_json(*json);
    if (!loaded) throw storage::StoreError(storage::StoreError::Kind::newer);  // not ours to write over
    session = std::move(*loaded);
  }
  return with_defaults(std::move(session));
}

Outcome Turns::turn(Batch& batch, const storage::Address& who, const std::string& message_id, const core::Input& input,
                    const core::Risk& risk, core::TimePoint now) {
  const auto key = std::pair(who.channel, who.address);
  if (!batch.sessions.contains(key)) batch.sessions[key] = load(who);
  core::Session& session = batch.sessions[key];
  const bool idle = session.thread.empty() && session.waiting.empty();
  const std::shared_ptr<const core::Content> content = idle ? library_.newest() : library_.find(session.content);
  core::Turn turn = core::step(*content, session, input, risk, now);
  session = turn.session;
  Outcome outcome;
  outcome.who = who;
  outcome.risk = risk;
  place(outcome, session);
  for (core::Reply& reply : turn.replies) outcome.replies.push_back({0, std::move(reply)});
  if (!outcome.replies.empty()) outcome.replies.back().then = turn.then;
  if (turn.then == core::Then::forget) return outcome;
  storage::TurnWrite write{who, message_id, core::to_json(session), turn.due, core::expires(session), {}};
  for (const OutReply& reply : outcome.replies) write.replies.push_back(to_payload({reply.reply, reply.then}));
  batch.writes.push_back(std::move(write));
  return outcome;
}

void Turns::commit(Batch& batch, std::vector<Outcome>& outcomes, std::span<const storage::Cursor> cursors) {
  const std::vector<storage::OutboxItem> stored = store_.commit(batch.writes, cursors);
  std::size_t next = 0;
  for (std::size_t i = 0; i < batch.writes.size(); ++i)
    for (OutReply& reply : outcomes[batch.outcome_of[i]].replies) reply.id = stored[next++].id;
}

/// What was committed beside it stays committed when forgetting fails; only that person is told.
void Turns::forget(const Batch& batch, std::span<const Arrival> arrivals, std::vector<Outcome>& outcomes,
                   core::TimePoint now) {
  for (const std::size_t index : batch.forgotten) try {
      store_.forget(outcomes[index].who);
    } catch (const storage::StoreError&) {
      outcomes[index] = without_store(arrivals[index], now);
    }
}

Outcome Turns::repeated(const Arrival& arrival, core::TimePoint now) {
  Outcome outcome;
  outcome.who = address_of(arrival.message);
  outcome.repeated = true;
  outcome.risk = arrival.risk;
  place(outcome, load(outcome.who));
  for (const storage::OutboxItem& item : store_.last_replies(outcome.who)) {
    Payload payload = from_payload(item.payload);
    outcome.replies.push_back({item.id, std::move(payload.reply), payload.then});
  }
  const bool urgent = std::ranges::any_of(outcome.replies, [](const OutReply& each) { return each.reply.urgent; });
  if (arrival.risk.level != core::Level::crisis || urgent) return outcome;
  outcome.replies = without_store(arrival, now).replies;  // better twice than never
  outcome.saved = false;
  return outcome;
}

std::vector<Outcome> Turns::handle_all(std::span<const Arrival> arrivals, core::TimePoint now,
                                       std::span<const storage::Cursor> cursors) {
  Batch batch;
  std::vector<Outcome> outcomes;
  const Latest latest(arrivals);
  for (const Arrival& arrival : arrivals) {
    const storage::Address who = address_of(arrival.message);
    const bool again = std::ranges::any_of(batch.writes, [&](const storage::TurnWrite& write) {
      return write.who == who && write.message_id == arrival.message.id;
    });
    if (again || store_.handled(who, arrival.message.id)) {
      outcomes.push_back(again ? Outcome{.who = who, .repeated = true} : repeated(arrival, now));
      continue;
    }
    const std::size_t writes = batch.writes.size();
    core::Input input = input_of(arrival);
    if (latest.passes_over(arrival)) input.kind = core::Input::Kind::passed;
    outcomes.push_back(turn(batch, who, arrival.message.id, input, arrival.risk, now));
    (batch.writes.size() > writes ? batch.outcome_of : batch.forgotten).push_back(outcomes.size() - 1);
  }
  commit(batch, outcomes, cursors);
  forget(batch, arrivals, outcomes, now);
  return outcomes;
}

Outcome Turns::without_store(const Arrival& arrival, core::TimePoint now, core::Line apology) const {
  const std::shared_ptr<const core::Content> content = library_.newest();
  Outcome outcome{.who = address_of(arrival.message), .risk = arrival.risk, .saved = false};
  if (arrival.risk.level == core::Level::crisis) {
    for (core::Reply& reply : core::step(*content, with_defaults({}), input_of(arrival), arrival.risk, now).replies)
      outcome.replies.push_back({0, std::move(reply)});
    return outcome;
  }
  outcome.replies.push_back({0, {line(apology), {}, false}});
  return outcome;
}

std::string Turns::line(core::Line line) const {
  const std::shared_ptr<const core::Content> content = library_.newest();
  const std::string& language = defaults_.language.empty() ? content->language : defaults_.language;
  return content->texts.text(content->lines[static_cast<std::size_t>(line)].at(0), language).render({});
}

void Turns::give_up(const Arrival& arrival, std::span<const storage::Cursor> cursors) {
  const storage::Address who = address_of(arrival.message);
  const core::Session session = load(who);
  std::optional<core::TimePoint> due;
  for (const core::Timer& timer : session.timers) due = due ? std::min(*due, timer.due) : timer.due;
  const storage::TurnWrite write{who, arrival.message.id, core::to_json(session), due, core::expires(session), {}};
  store_.commit(std::span(&write, 1), cursors);
}

std::vector<Outcome> Turns::handle(std::span<const Arrival> arrivals, core::TimePoint now,
                                   std::span<const storage::Cursor> cursors) {
  core::Line fault = core::Line::not_saved;
  try {
    return handle_all(arrivals, now, cursors);
  } catch (const storage::StoreError&) {
  } catch (const std::exception&) {
    fault = core::Line::failed;
  }
  std::vector<Outcome> outcomes;
  if (arrivals.size() > 1 && fault == core::Line::failed) {  // one of them fails: the others are not to suffer
    for (const Arrival& arrival : arrivals)
      outcomes.push_back(handle(std::span(&arrival, 1), now, &arrival == &arrivals.back() ? cursors : decltype(cursors){})[0]);
    return outcomes;
  }
  if (fault == core::Line::failed) log(Event::turn_failed);
  for (const Arrival& arrival : arrivals) outcomes.push_back(without_store(arrival, now, fault));
  if (fault == core::Line::failed && !arrivals.empty()) try { give_up(arrivals[0], cursors); } catch (const std::exception&) {}
  return outcomes;
}

void Turns::ring_for(std::span<const storage::Address> people, core::TimePoint now, std::vector<Outcome>& outcomes) {
  Batch batch;
  std::vector<Outcome> rung;
  for (const storage::Address& who : people) {
    rung.push_back(turn(batch, who, {}, {core::Input::Kind::timer, {}}, {}, now));
    batch.outcome_of.push_back(rung.size() - 1);
  }
  commit(batch, rung, {});
  std::ranges::move(rung, std::back_inserter(outcomes));
}

std::vector<Outcome> Turns::ring(core::TimePoint now) {
  std::vector<Outcome> outcomes;
  failing_ = false;
  try {
    const std::vector<storage::Address> people = store_.due(now, most_rings);
    try {
      if (!people.empty()) ring_for(people, now, outcomes);
    } catch (const std::exception&) {  // one of them fails: the others are not to suffer
      for (const storage::Address& who : people) try {
          ring_for(std::span(&who, 1), now, outcomes);
        } catch (const std::exception&) {
          failing_ = true;
        }
    }
  } catch (const std::exception&) {
    failing_ = true;
  }
  return outcomes;
}

std::optional<core::TimePoint> Turns::next_due() try {
  return store_.next_due();
} catch (const storage::StoreError&) {
  return {};
}

void Turns::mark_sent(std::uint64_t id) try {
  if (id != 0) store_.mark_sent(id);
} catch (const storage::StoreError&) {
  // Sent again under its old id after a restart.
}

std::optional<std::string> Turns::kept(const storage::Address& who) try {
  return store_.kept(who);
} catch (const storage::StoreError&) {
  return {};
}

bool Turns::keep(const storage::Address& who, const std::string& value) try {
  store_.keep(who, value);
  return true;
} catch (const storage::StoreError&) {
  return false;
}

bool Turns::is_latest(const storage::Address& who, std::uint64_t id) try {
  return std::ranges::any_of(store_.last_replies(who), [id](const storage::OutboxItem& item) { return item.id == id; });
} catch (const storage::StoreError&) {
  return false;
}

std::vector<Outcome> Turns::unsent() {
  std::vector<Outcome> outcomes;
  for (const storage::OutboxItem& item : store_.unsent()) {
    if (outcomes.empty() || !(outcomes.back().who == item.to)) {
      outcomes.emplace_back();
      outcomes.back().who = item.to;
      place(outcomes.back(), load(item.to));
    }
    Payload payload = from_payload(item.payload);
    outcomes.back().replies.push_back({item.id, std::move(payload.reply), payload.then});
  }
  return outcomes;
}

bool Turns::maintain(core::TimePoint now) try {
  store_.maintain(now);
  return true;
} catch (const storage::StoreError&) {
  return false;
}

}  // namespace runtime
