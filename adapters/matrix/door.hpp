#pragma once
#include <boost/asio/awaitable.hpp>
#include <set>
#include <string>
#include <string_view>

#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/speaker.hpp"
#include "adapters/net/tasks.hpp"

namespace matrix {

/// Which rooms the bot comes to, stays in, falls silent in and leaves. On the io_context's thread.
class Door {
 public:
  /// `note`: of the rooms that an earlier run had not come to yet; the homeserver tells of an invitation once.
  Door(Client& client, Rooms& rooms, Speaker& speaker, net::Tasks& tasks, std::string_view note);

  /// Goes on with what the note held.
  void begin();
  void invited(const std::string& room);
  /// We are there no more, whoever did that.
  void put_out(const std::string& room);
  /// After the room's state has changed by that event.
  void look(const Rooms::Ptr& room, const std::string& cause);

  std::string note() const;
  /// Whether note() says something else than when this was asked before.
  bool has_news() { return std::exchange(news_, false); }

 private:
  void go(const std::string& room);
  boost::asio::awaitable<void> come(std::string room);
  boost::asio::awaitable<void> refuse(Rooms::Ptr room, std::string cause);
  boost::asio::awaitable<void> leave(std::string room);

  Client& client_;
  Rooms& rooms_;
  Speaker& speaker_;
  net::Tasks& tasks_;
  std::set<std::string> coming_, leaving_;
  bool news_ = false;
};

}  // namespace matrix
