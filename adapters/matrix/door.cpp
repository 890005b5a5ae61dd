#include "adapters/matrix/door.hpp"

#include "adapters/net/json.hpp"
#include "runtime/log.hpp"

namespace matrix {

using boost::asio::awaitable;

namespace {

constexpr std::chrono::seconds until_next_try{30};

}  // namespace

Door::Door(Client& client, Rooms& rooms, Speaker& speaker, net::Tasks& tasks, std::string_view note)
    : client_(client), rooms_(rooms), speaker_(speaker), tasks_(tasks) {
  const nlohmann::json ids = net::parse_json(note).value_or(nlohmann::json::array());
  for (const nlohmann::json& id : ids)
    if (id.is_string()) coming_.insert(id.get<std::string>());
}

std::string Door::note() const { return net::dump(coming_); }

void Door::begin() {
  for (const std::string& room : coming_) tasks_.start(come(room));
}

void Door::invited(const std::string& room) {
  if (!coming_.insert(room).second) return;
  news_ = true;
  tasks_.start(come(room));
}

/// Not one after the other for good: the homeserver of one may be dead, and others wait.
awaitable<void> Door::come(std::string room) {
  while (!client_.leaving()) {
    const bool settled = co_await rooms_.join(room);
    if (settled) break;
    co_await client_.sleep(until_next_try);
  }
  if (client_.leaving()) co_return;
  coming_.erase(room);
  news_ = true;
}

void Door::put_out(const std::string& room) {
  if (!leaving_.contains(room) && !coming_.contains(room)) tasks_.start(rooms_.forget(room));
}

void Door::look(const Rooms::Ptr& room, const std::string& cause) {
  if (leaving_.contains(room->id)) return;
  switch (rooms_.standing(*room)) {
    case Standing::alone: return go(room->id);
    case Standing::moved:  // the new room is judged by its own state; where we may not come along, its people invite us
      invited(room->replacement);
      return go(room->id);
    case Standing::group:
      if (rooms_.is_home(room->id)) return tasks_.start(speaker_.remark({room, core::Line::third_person, cause}));
      leaving_.insert(room->id);
      return tasks_.start(refuse(room, cause));
    case Standing::direct:
    case Standing::bridged: return speaker_.may_remark_again(room->id, core::Line::third_person);
    case Standing::other_bridge:
    case Standing::unencrypted:
    case Standing::switched_off:
    case Standing::waiting: return;  // what is to be said there answers a message
  }
}

void Door::go(const std::string& room) {
  if (leaving_.insert(room).second) tasks_.start(leave(room));
}

/// In a crowd nobody is told: all of them would have to be asked for their keys first.
awaitable<void> Door::refuse(Rooms::Ptr room, std::string cause) {
  runtime::log(runtime::Event::invite_refused);
  Remark remark{room, core::Line::group, std::move(cause)};
  if (!room->crowded) co_await speaker_.remark(std::move(remark));
  co_await leave(room->id);
}

awaitable<void> Door::leave(std::string room) {
  co_await rooms_.leave(room);
  runtime::log(runtime::Event::room_left);
  speaker_.forget(room);
  leaving_.erase(room);
}

}  // namespace matrix
