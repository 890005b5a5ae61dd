#pragma once
#include <boost/asio/awaitable.hpp>
#include <set>
#include <string>

#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/speaker.hpp"
#include "adapters/matrix/tasks.hpp"

namespace matrix {

/// Which rooms the bot comes to, stays in, falls silent in and leaves. On the io_context's thread.
class Door {
 public:
  Door(Rooms& rooms, Speaker& speaker, Tasks& tasks) : rooms_(rooms), speaker_(speaker), tasks_(tasks) {}

  void invited(const std::string& room) { tasks_.start(rooms_.join(room)); }
  /// We are there no more, whoever did that.
  void put_out(const std::string& room) { go(room); }
  /// After the room's state has changed by that event.
  void look(const Rooms::Ptr& room, const std::string& cause);

 private:
  void go(const std::string& room);
  boost::asio::awaitable<void> refuse(Rooms::Ptr room, std::string cause);
  boost::asio::awaitable<void> follow(Rooms::Ptr room);
  boost::asio::awaitable<void> leave(std::string room);

  Rooms& rooms_;
  Speaker& speaker_;
  Tasks& tasks_;
  std::set<std::string> leaving_;
};

}  // namespace matrix
