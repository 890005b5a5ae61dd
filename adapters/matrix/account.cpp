#include "adapters/matrix/account.hpp"

#include "adapters/matrix/identity.hpp"
#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/matrix/random_token.hpp"

namespace matrix {

using boost::asio::awaitable;
using runtime::Sent;

namespace {

constexpr std::string_view since_note = "matrix/since", salt_note = "matrix/salt", waiting_note = "matrix/waiting";
constexpr std::chrono::seconds long_poll{30};
/// A place in the sync that nothing hangs on is kept this seldom: a commit waits for the disk.
constexpr std::chrono::seconds keep_since_every{60};
/// A key often comes a moment after what it opens.
constexpr std::chrono::seconds until_unread{5};

}  // namespace

awaitable<AccountNotes> recall_account(runtime::Inbox& inbox) {
  AccountNotes notes;
  notes.since = co_await inbox.recall(std::string(since_note));
  notes.salt = co_await inbox.recall(std::string(salt_note));
  notes.waiting = co_await inbox.recall(std::string(waiting_note));
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
      door_(rooms_, speaker_, tasks_), receipts_(client, tasks_), since_(std::move(notes.since)) {}

awaitable<void> Account::begin() {
  co_await establish_identity(client_, encryption_, inbox_, options_);
  co_await rooms_.load_direct();
}

awaitable<bool> Account::listen() {
  net::Request request = sync_request(since_, first_ ? std::chrono::seconds(0) : long_poll);
  const Verdict answer = co_await client_.poll(std::move(request));
  std::optional<Sync> sync = read_sync(answer.body, options_.user);
  if (answer.kind == Verdict::Kind::refused) since_.clear();  // a homeserver put back to an earlier day does not know it
  if (answer.kind != Verdict::Kind::done || !sync) co_return false;
  co_await take(std::move(*sync));
  first_ = false;
  co_return true;
}

awaitable<void> Account::take(Sync sync) {
  for (const Invite& invite : sync.invites) door_.invited(invite.room);
  for (const std::string& room : sync.left) door_.put_out(room);
  std::string next = sync.next_batch;
  News news = co_await listener_.take(std::move(sync), since_, first_);
  co_await come_home(news);
  co_await commit(news, std::move(next));
  go_on(std::move(news));
}

/// Who wrote in another room than before is answered there. Over a bridge they are told who else can read it, once and
/// before anything else but the answer to a crisis.
awaitable<void> Account::come_home(const News& news) {
  for (const auto& [person, room] : news.homes) {
    Remark remark{room, core::Line::bridged, room->id};
    if (rooms_.standing(*room) == Standing::bridged) {
      if (has_crisis(news, person)) tasks_.start(speaker_.remark(std::move(remark)));
      else co_await speaker_.remark(std::move(remark));
    }
    co_await rooms_.prefer(person, room->id);
  }
}

bool Account::has_crisis(const News& news, const std::string& person) const {
  return std::ranges::any_of(news.messages, [&](const core::Message& message) {
    return message.conversation == person && !inbox_.crisis_lines(message.text).empty();
  });
}

awaitable<void> Account::commit(News& news, std::string next) {
  since_ = std::move(next);
  const auto now = std::chrono::steady_clock::now();
  if (news.messages.empty() && !news.waiting_changed && now < kept_ + keep_since_every) co_return;
  kept_ = now;
  std::vector<runtime::Note> notes{{std::string(since_note), since_}};
  if (news.waiting_changed) notes.push_back({std::string(waiting_note), listener_.waiting().note()});
  co_await inbox_.receive(std::move(news.messages), std::move(notes));
}

/// What can wait until people are answered.
void Account::go_on(News news) {
  for (auto& [room, event] : news.read) receipts_.read(room, std::move(event));
  for (News::Aside& each : news.asides) tasks_.start(answer_aside(std::move(each)));
  for (News::Unread& each : news.unread) tasks_.start(say_unread(std::move(each)));
  for (News::Doubt& each : news.doubts)
    if (!speaker_.has_remarked(each.room->id, core::Line::unsigned_device)) tasks_.start(settle(std::move(each)));
  for (const auto& [id, change] : news.changes) door_.look(change.room, change.event);
  tasks_.start(encryption_.tidy());
}

awaitable<void> Account::answer_aside(News::Aside aside) {
  std::vector<core::Reply> lines = inbox_.crisis_lines(aside.text);
  const Remark remark = aside.remark;
  if (!lines.empty()) co_await speaker_.say_crisis_lines(remark.room, std::move(lines), remark.cause);
  co_await speaker_.remark(remark);
}

awaitable<void> Account::say_unread(News::Unread unread) {
  if (unread.waits) {
    co_await client_.sleep(until_unread);
    if (!listener_.waiting().wait_in(unread.remark.room->id)) co_return;
  }
  co_await speaker_.remark(std::move(unread.remark));
}

/// Whose device it was is known only once the owner's devices are; they may not have been when the message came.
awaitable<void> Account::settle(News::Doubt doubt) {
  std::vector<std::string> sender{doubt.sender};
  co_await encryption_.look_up(std::move(sender));
  std::vector<Locked> again{doubt.event};
  const auto read = co_await encryption_.decrypt(std::move(again));
  const Decrypted* decrypted = std::get_if<Decrypted>(&read.at(0));
  if (!decrypted || decrypted->signed_device) co_return;
  Remark remark{doubt.room, core::Line::unsigned_device, decrypted->session_id, Readers::all_devices};
  co_await speaker_.remark(std::move(remark));
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
