#include "adapters/matrix/rooms.hpp"

#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/matrix/protocol/sync.hpp"
#include "adapters/net/json.hpp"

namespace matrix {

using boost::asio::awaitable;
using net::dump;
using Kind = Verdict::Kind;

namespace {

constexpr std::string_view direct_type = "m.direct";
/// One room that its homeserver can't tell of, or join, must not hold up the others for good.
constexpr unsigned tries_for_a_room = 5;
/// A join is dear for the homeserver, and a dead one elsewhere keeps it waiting.
constexpr int joins_at_once = 4;

}  // namespace

Rooms::Rooms(boost::asio::any_io_executor executor, Client& client, const Options& options)
    : client_(client), options_(options), joining_(executor, joins_at_once), saving_(executor) {}

awaitable<void> Rooms::load_direct() {
  net::Request request = account_data_request(options_.user, direct_type);
  const Verdict answer = co_await client_.call(std::move(request));
  if (answer.kind == Kind::done) direct_ = Direct(answer.body);
}

Rooms::Ptr Rooms::begin(const std::string& id) {
  Ptr& room = rooms_[id];
  room = std::make_shared<Room>();
  room->id = id;
  return room;
}

awaitable<Rooms::Ptr> Rooms::find(std::string id) {
  if (const auto known = rooms_.find(id); known != rooms_.end()) co_return known->second;
  net::Request request = state_request(id);
  const Verdict answer = co_await client_.call(std::move(request), tries_for_a_room);
  if (answer.kind == Kind::again) co_return nullptr;
  if (const auto known = rooms_.find(id); known != rooms_.end()) co_return known->second;  // somebody was faster
  Ptr room = begin(id);
  for (const Event& event : read_events(answer.body)) apply(*room, event);
  if (!room->members.contains(options_.user)) rooms_.erase(id);
  co_return room;
}

awaitable<Rooms::Ptr> Rooms::find_for(const std::string& person) {
  std::string id = direct_.room_of(person);
  if (id.empty()) co_return std::make_shared<Room>();
  co_return co_await find(std::move(id));
}

awaitable<void> Rooms::prefer(std::string person, std::string room) {
  if (direct_.prefer(person, room)) co_await save_direct();
}

awaitable<void> Rooms::save_direct() {
  const Lock::Held held = co_await saving_.acquire();
  net::Request request = set_account_data_request(options_.user, direct_type, dump(direct_.content()));
  co_await client_.call(std::move(request));
}

awaitable<void> Rooms::join(std::string id) {
  const Lock::Held held = co_await joining_.acquire();
  net::Request join = join_request(id);
  const Verdict answer = co_await client_.call(std::move(join), tries_for_a_room);
  if (answer.kind != Kind::refused) co_return;
  net::Request decline = leave_request(id);  // or the invitation comes back at every start
  co_await client_.call(std::move(decline), tries_for_a_room);
}

awaitable<void> Rooms::leave(std::string id) {
  rooms_.erase(id);
  net::Request leave = leave_request(id);
  co_await client_.call(std::move(leave), tries_for_a_room);
  net::Request forget = forget_request(id);
  co_await client_.call(std::move(forget), tries_for_a_room);
  if (direct_.remove(id)) co_await save_direct();
}

}  // namespace matrix
