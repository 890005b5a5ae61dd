#include "adapters/matrix/account.hpp"

#include "adapters/matrix/identity.hpp"
#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/matrix/random_token.hpp"

namespace matrix {

using boost::asio::awaitable;
using runtime::Sent;

namespace {

constexpr std::string_view since_note = "matrix/since", salt_note = "matrix/salt", waiting_note = "matrix/waiting",
                           coming_note = "matrix/coming";
constexpr std::chrono::seconds long_poll{30};
/// A place in the sync that nothing hangs on is kept this seldom: a commit waits for the disk.
constexpr std::chrono::seconds keep_since_every{60};
/// A key often comes a moment after what it opens.
constexpr std::chrono::seconds until_unread{5};
constexpr std::chrono::seconds patience_for_crises{5};
constexpr int most_events = 20;  // of a room in one sync; what is missing is asked for

}  // namespace

awaitable<AccountNotes> recall_account(runtime::Inbox& inbox) {
  AccountNotes notes;
  notes.since = co_await inbox.recall(std::string(since_note));
  notes.salt = co_await inbox.recall(std::string(salt_note));
  notes.waiting = co_await inbox.recall(std::string(waiting_note));
  notes.coming = co_await inbox.recall(std::string(coming_note));
  if (!notes.salt.empty()) co_return notes;
  notes.salt = random_token();
  std::vector<runtime::Note> kept{{std::string(salt_note), notes.salt}};
  std::vector<core::Message> none;
  co_await inbox.receive(std::move(none), std::move(kept));
  co_return notes;
}

Account::Account(boost::asio::any_io_executor executor, Client& client, std::unique_ptr<CryptoMachine> machine,
                 runtime::Inbox& inbox, const Options& options, AccountNotes notes,
                 std::function<void(std::exception_ptr)> failed)
    : client_(client), inbox_(inbox), options_(options), tasks_(executor, std::move(failed)),
      encryption_(executor, client, std::move(machine)), rooms_(executor, client, options),
      speaker_(client, encryption_, rooms_, inbox, options, std::move(notes.salt)),
      listener_(client, encryption_, rooms_, inbox, options, WaitingEvents::from_note(notes.waiting)),
      door_(client, rooms_, speaker_, tasks_, notes.coming), receipts_(client, tasks_), since_(std::move(notes.since)),
      keeps_past_(!since_.empty()) {}

awaitable<void> Account::begin() {
  co_await establish_identity(client_, encryption_, inbox_, options_);
  co_await rooms_.load_direct();
  door_.begin();
}

awaitable<bool> Account::listen() {
  const std::chrono::seconds wait = first_ ? std::chrono::seconds(0) : long_poll;
  net::Request request = sync_request(options_.user, since_, wait, lean_ ? 1 : most_events);
  const Verdict answer = co_await client_.poll(std::move(request));
  lean_ = answer.too_large;
  if (answer.status == 400) since_.clear();  // a homeserver put back to an earlier day does not know the place
  std::optional<Sync> sync = read_sync(answer.body);
  if (answer.kind != Verdict::Kind::done || !sync) co_return false;
  co_return co_await take(std::move(*sync));
}

awaitable<bool> Account::take(Sync sync) {
  for (const std::string& room : sync.invites) door_.invited(room);
  for (const std::string& room : sync.left) door_.put_out(room);
  std::string next = sync.next_batch;
  Listener::Round round{since_, keeps_past_, first_};
  std::optional<News> news = co_await listener_.take(std::move(sync), std::move(round));
  if (!news || client_.abandoned()) co_return false;
  come_home(*news);
  co_await answer_crises(*news);
  co_await commit(*news, std::move(next));
  go_on(std::move(*news));
  first_ = false;
  keeps_past_ = true;
  co_return true;
}

/// Who wrote in another room than before is answered there.
void Account::come_home(const News& news) {
  for (const auto& [person, room] : news.homes) {
    if (rooms_.standing(*room) == Standing::bridged) speaker_.tell_of_bridge(room->id);
    rooms_.prefer(person, room->id);
  }
  if (!news.homes.empty()) tasks_.start(rooms_.save_direct());
}

/// Nothing of them is stored, so the place in the sync waits for them, though not for long: others' crises may be next.
awaitable<void> Account::answer_crises(const News& news) {
  std::vector<awaitable<void>> answers;
  for (const News::Aside& each : news.asides)
    if (std::vector<core::Reply> lines = inbox_.crisis_lines(each.text); !lines.empty())
      answers.push_back(speaker_.say_crisis_lines(each.room, std::move(lines), each.cause));
  if (!answers.empty()) co_await tasks_.start_all(std::move(answers), patience_for_crises);
}

awaitable<void> Account::commit(News& news, std::string next) {
  since_ = std::move(next);
  const auto now = std::chrono::steady_clock::now();
  const bool coming_changed = door_.has_news();
  if (news.messages.empty() && !news.waiting_changed && !coming_changed && now < kept_ + keep_since_every) co_return;
  kept_ = now;
  std::vector<runtime::Note> notes{{std::string(since_note), since_}};
  if (news.waiting_changed) notes.push_back({std::string(waiting_note), listener_.waiting().note()});
  if (coming_changed) notes.push_back({std::string(coming_note), door_.note()});
  co_await inbox_.receive(std::move(news.messages), std::move(notes));
}

/// What can wait until people are answered.
void Account::go_on(News news) {
  for (auto& [room, event] : news.read) receipts_.read(room, std::move(event));
  for (News::Aside& each : news.asides)
    if (each.line) tasks_.start(speaker_.remark({each.room, *each.line, std::move(each.cause)}));
  for (News::Unread& each : news.unread) tasks_.start(say_unread(std::move(each)));
  for (Remark& each : news.notices) tasks_.start(speaker_.remark(std::move(each)));
  for (const auto& [id, change] : news.changes) door_.look(change.room, change.event);
  tasks_.start(encryption_.tidy());
}

awaitable<void> Account::say_unread(News::Unread unread) {
  if (unread.waits) {
    Locked event = *unread.waits;
    co_await encryption_.ask_for_key(std::move(event));
    co_await client_.sleep(until_unread);
    if (!listener_.waiting().contains(*unread.waits)) co_return;
  }
  co_await speaker_.remark(std::move(unread.remark));
}

awaitable<Sent> Account::reply(const runtime::Delivery& delivery) {
  const Sent sent = co_await speaker_.reply(delivery);
  if (!delivery.more)
    if (const auto waiting = typing_.extract(delivery.conversation)) tasks_.start(type(waiting.key(), waiting.mapped()));
  co_return sent;
}

void Account::show_typing(const std::string& person, std::chrono::milliseconds time) { typing_[person] = time; }

awaitable<void> Account::type(std::string person, std::chrono::milliseconds time) {
  const Rooms::Ptr room = co_await rooms_.find_for(person);
  if (!room || room->id.empty()) co_return;
  net::Request request = typing_request(room->id, options_.user, time);
  co_await client_.try_once(std::move(request));
}

}  // namespace matrix
