#include "adapters/matrix/door.hpp"

#include "runtime/log.hpp"

namespace matrix {

using boost::asio::awaitable;

void Door::look(const Rooms::Ptr& room, const std::string& cause) {
  if (leaving_.contains(room->id)) return;
  switch (rooms_.standing(*room)) {
    case Standing::alone: return go(room->id);
    case Standing::moved:
      leaving_.insert(room->id);
      return tasks_.start(follow(room));
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

awaitable<void> Door::refuse(Rooms::Ptr room, std::string cause) {
  runtime::log(runtime::Event::invite_refused);
  Remark remark{room, core::Line::group, std::move(cause)};
  co_await speaker_.remark(std::move(remark));
  co_await leave(room->id);
}

/// The new room is judged by its own state. Where we can't come along, its people invite us.
awaitable<void> Door::follow(Rooms::Ptr room) {
  co_await rooms_.join(room->replacement);
  co_await leave(room->id);
}

awaitable<void> Door::leave(std::string room) {
  co_await rooms_.leave(room);
  runtime::log(runtime::Event::room_left);
  leaving_.erase(room);
}

}  // namespace matrix
