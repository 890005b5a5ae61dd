#include "adapters/matrix/rooms.hpp"

#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/matrix/protocol/sync.hpp"
#include "adapters/net/json.hpp"

namespace matrix {

using boost::asio::awaitable;
using Kind = Verdict::Kind;

namespace {

constexpr std::string_view direct_type = "m.direct";
/// One room that the homeserver can't tell of must not hold up the others for good.
constexpr unsigned tries_for_a_room = 3;
constexpr int most_unanswered = 3;
/// A join is dear for the homeserver, and a dead one elsewhere keeps it waiting.
constexpr int joins_at_once = 4;

}  // namespace

Rooms::Rooms(boost::asio::any_io_executor executor, Client& client, const Options& options)
    : client_(client), options_(options), joining_(executor, joins_at_once), saving_(executor) {}

awaitable<void> Rooms::load_direct() {
  net::Request request = account_data_request(options_.user, direct_type);
  const Verdict answer = co_await client_.call(std::move(request));
  if (answer.kind == Kind::done) direct_ = Direct(answer.body);
  else if (answer.kind == Kind::refused && answer.status != 404)
    throw runtime::ChannelError("The homeserver doesn't tell the bot which chats are its own. Look whether the account is in order.");
}

awaitable<Rooms::Ptr> Rooms::ask(std::string id) {
  net::Request request = state_request(id);
  const Verdict answer = co_await client_.call(std::move(request), tries_for_a_room);
  if (answer.kind == Kind::again && (client_.abandoned() || (!answer.too_large && !is_hopeless(id)))) co_return nullptr;
  unanswered_.erase(id);
  const auto room = std::make_shared<Room>();
  room->id = id;
  for (const Event& event : read_events(answer.body)) apply(*room, event);
  if (room->members.contains(options_.user)) rooms_[id] = room;
  co_return room;
}

awaitable<Rooms::Ptr> Rooms::find(std::string id) {
  if (const auto known = rooms_.find(id); known != rooms_.end()) co_return known->second;
  co_return co_await ask(std::move(id));
}

awaitable<Rooms::Ptr> Rooms::find_for(const std::string& person) {
  std::string id = direct_.room_of(person);
  if (id.empty()) co_return std::make_shared<Room>();
  co_return co_await find(std::move(id));
}

Rooms::Ptr Rooms::crowd(const std::string& id) {
  Ptr& room = rooms_[id];
  if (!room) room = std::make_shared<Room>();
  room->id = id;
  room->crowded = true;
  return room;
}

bool Rooms::is_hopeless(const std::string& id) { return ++unanswered_[id] >= most_unanswered; }

bool Rooms::may_converse(const Room& room) const {
  const Standing now = standing(room);
  return now == Standing::direct || now == Standing::bridged;
}

bool Rooms::is_sealed_elsewhere(std::string_view person, std::string_view room) const {
  const std::string home = direct_.room_of(person);
  const auto known = rooms_.find(home);
  return home != room && known != rooms_.end() && known->second->encryption_seen;
}

void Rooms::prefer(const std::string& person, const std::string& room) {
  direct_changed_ = direct_.prefer(person, room) || direct_changed_;
}

/// What changes while it is being saved is saved once after it.
awaitable<void> Rooms::save_direct() {
  const net::Lock::Held held = co_await saving_.acquire();
  if (!std::exchange(direct_changed_, false)) co_return;
  net::Request request = set_account_data_request(options_.user, direct_type, net::dump(direct_.content()));
  co_await client_.call(std::move(request));
}

awaitable<bool> Rooms::join(std::string id) {
  const net::Lock::Held held = co_await joining_.acquire();
  net::Request join = join_request(id);
  const Verdict answer = co_await client_.call(std::move(join), 1);
  if (answer.kind != Kind::refused) co_return answer.kind == Kind::done;
  net::Request decline = leave_request(id);  // or it would stay in the account for ever
  co_await client_.call(std::move(decline), tries_for_a_room);
  co_return true;
}

awaitable<void> Rooms::leave(std::string id) {
  net::Request leave = leave_request(id);
  co_await client_.call(std::move(leave), tries_for_a_room);
  co_await forget(std::move(id));
}

awaitable<void> Rooms::forget(std::string id) {
  rooms_.erase(id);
  net::Request forget = forget_request(id);
  co_await client_.call(std::move(forget), tries_for_a_room);
  direct_changed_ = direct_.remove(id) || direct_changed_;
  co_await save_direct();
}

}  // namespace matrix
