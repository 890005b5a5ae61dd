#include "adapters/signal/listener.hpp"

#include <algorithm>

#include "adapters/signal/protocol/daemon.hpp"
#include "adapters/signal/protocol/hearing.hpp"

namespace signal_channel {

using boost::asio::awaitable;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::string_view late_note = "signal/late";
/// So long nobody is shut out who was in danger.
constexpr std::chrono::hours open_after_crisis{24};

bool is_words(const Heard& heard) { return is_read(heard) || std::holds_alternative<Edit>(heard.meaning); }

bool sets_timer(const Heard& heard) {
  return std::holds_alternative<TimerSet>(heard.meaning) || heard.timer.value_or(std::chrono::seconds(0)).count() > 0;
}

}  // namespace

awaitable<void> Listener::resume() {
  kept_ = co_await inbox_.recall(std::string(late_note));
  backlog_ = Backlog::from_note(kept_);
}

awaitable<void> Listener::take(std::vector<Heard> news, std::uint64_t since) {
  std::erase_if(news, [&](const Heard& each) { return each.account && *each.account != options_.account; });
  Messages messages = co_await messages_in(news, since);
  co_await commit(std::move(messages), news.empty());
  Messages votes = co_await votes_in(news);
  co_await commit(std::move(votes), false);
  for (const Heard& each : news) go_on(each);
}

awaitable<Listener::Messages> Listener::messages_in(const std::vector<Heard>& news, std::uint64_t since) {
  Messages messages;
  for (const Heard& each : news) {
    if (options_.timer && each.who && sets_timer(each)) co_await note_timer(*each.who);
    const bool turned_away = co_await is_turned_away(each);
    std::optional<core::Message> message = message_of(each);
    if (turned_away || !message || std::holds_alternative<PollVote>(each.meaning)) continue;
    if (message->kind == core::MessageKind::taken_back) backlog_.remove(message->conversation, message->reference);
    const bool late = each.received > 0 && each.received < since && is_read(each);
    if (late) backlog_.add(std::move(*message), Clock::now());
    else messages.push_back(std::move(*message));
  }
  co_return messages;
}

/// They have to be looked up, for which nothing else waits.
awaitable<Listener::Messages> Listener::votes_in(const std::vector<Heard>& news) {
  Messages messages;
  for (const Heard& each : news) {
    const PollVote* vote = std::get_if<PollVote>(&each.meaning);
    if (!vote) continue;
    const std::optional<std::string> chosen = co_await choice(*each.who, *vote);
    if (chosen) messages.push_back(*message_of(each));
    if (chosen) messages.back().text = *chosen;
  }
  co_return messages;
}

awaitable<bool> Listener::is_turned_away(Heard heard) {
  if (options_.new_people == NewPeople::accept || !is_words(heard)) co_return false;
  const People::Ptr person = co_await people_.find(*heard.who);
  if (!person->known) tasks_.start(turn_away(*heard.who, message_of(heard)->text));
  co_return !person->known;
}

/// The number of what was chosen; no words where the poll is not the latest question any more, and nothing for a poll that
/// is none of ours.
awaitable<std::optional<std::string>> Listener::choice(Uuid who, PollVote vote) {
  const People::Ptr person = co_await people_.find(who);
  const auto poll = std::ranges::find(person->contact.sent, vote.of, &SentMessage::timestamp);
  if (vote.options.size() != 1 || poll == person->contact.sent.end()) co_return std::nullopt;
  const bool latest = co_await inbox_.is_latest(std::string(channel_name), who.text(), poll->delivery);
  co_return latest ? std::to_string(vote.options[0] + 1) : std::string();
}

awaitable<void> Listener::commit(Messages messages, bool quiet) {
  if (backlog_.is_due(Clock::now(), quiet)) std::ranges::move(backlog_.take(), std::back_inserter(messages));
  std::string late = backlog_.empty() ? std::string() : backlog_.note();
  std::vector<runtime::Note> notes;
  if (late != kept_) notes.push_back({std::string(late_note), late});
  if (messages.empty() && notes.empty()) co_return;
  co_await inbox_.receive(std::move(messages), std::move(notes));
  kept_ = std::move(late);
}

void Listener::go_on(const Heard& heard) {
  if (std::holds_alternative<KeyChanged>(heard.meaning)) return tasks_.start(key_changed(heard.who));
  if (!heard.who) return;
  if (const Receipt* receipt = std::get_if<Receipt>(&heard.meaning)) tasks_.start(settle(*heard.who, *receipt));
  if (const Group* group = std::get_if<Group>(&heard.meaning))
    tasks_.start(refuse_group(*heard.who, group->body));
  if (const auto message = Timestamp::of(heard.timestamp); message && is_read(heard))
    tasks_.start(show_read(*heard.who, *message));
}

/// One at a time to each, and of many the latest.
awaitable<void> Listener::show_read(Uuid who, Timestamp message) {
  const People::Ptr person = co_await people_.find(who);
  person->unshown = message;
  if (std::exchange(person->showing_read, true)) co_return;
  while (person->unshown) {
    Request request = read_receipt(options_.account, who, *std::exchange(person->unshown, std::nullopt));
    co_await sender_.ask(std::move(request));
  }
  person->showing_read = false;
}

awaitable<void> Listener::settle(Uuid who, Receipt receipt) {
  const People::Ptr person = co_await people_.find(std::move(who));
  Courier::arrived(*person, receipt.timestamps);
}

awaitable<void> Listener::note_timer(Uuid who) {
  const People::Ptr person = co_await people_.find(std::move(who));
  if (std::exchange(person->contact.has_timer, true)) co_return;
  co_await people_.save(person);
}

awaitable<void> Listener::refuse_group(Uuid who, std::string text) {
  co_await answer_aside(std::move(who), core::Line::group, std::move(text));
}

/// True where it was a crisis.
awaitable<bool> Listener::answer_aside(Uuid who, core::Line line, std::string text) {
  const People::Ptr person = co_await people_.find(std::move(who));
  std::vector<core::Reply> crisis = inbox_.crisis_lines(text);
  const bool is_crisis = !crisis.empty();
  if (is_crisis) co_await speaker_.say_crisis_lines(person, std::move(crisis));
  else co_await speaker_.remark(person, line);
  co_return is_crisis;
}

/// Whoever is in danger may write again, and is answered again.
awaitable<void> Listener::turn_away(Uuid who, std::string text) {
  const bool is_crisis = co_await answer_aside(who, core::Line::closed, std::move(text));
  const People::Ptr person = co_await people_.find(who);
  if (is_crisis || Clock::now() < person->crisis_answered + open_after_crisis) co_return;
  const bool block = options_.new_people == NewPeople::block;
  Request request = block ? signal_channel::block(options_.account, who) : delete_message_request(options_.account, who);
  co_await sender_.ask(std::move(request));
}

awaitable<std::vector<Uuid>> Listener::untrusted_people() {
  Request request = list_identities(options_.account);
  const Reply reply = co_await sender_.ask(std::move(request));
  const Answer* answer = std::get_if<Answer>(&reply);
  co_return answer ? untrusted(answer->result) : std::vector<Uuid>();
}

/// Where signal-cli can't say whose key it was, it still knows which ones it doesn't trust.
awaitable<void> Listener::key_changed(std::optional<Uuid> who) {
  std::vector<Uuid> people;
  if (who) people.push_back(*who);
  else people = co_await untrusted_people();
  for (const Uuid& each : people) {
    const People::Ptr person = co_await people_.find(each);
    co_await speaker_.begin_anew(person);
  }
}

}  // namespace signal_channel
