#pragma once
#include <boost/asio/awaitable.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/matrix/client.hpp"
#include "adapters/matrix/protocol/direct.hpp"
#include "adapters/matrix/protocol/room.hpp"

namespace matrix {

/// The rooms that the bot is in, and in which of them each person is answered: the account's m.direct, so that nothing
/// about it lies on the bot's own disk. On the io_context's thread.
class Rooms {
 public:
  using Ptr = std::shared_ptr<Room>;
  Rooms(boost::asio::any_io_executor executor, Client& client, const Options& options);

  boost::asio::awaitable<void> load_direct();

  /// A room whose whole state comes now.
  Ptr begin(const std::string& id);
  /// A room as it is known, or else as the homeserver describes it. Null where it does not answer; a room that we are not in
  /// is one without members.
  boost::asio::awaitable<Ptr> find(std::string id);
  /// The room in which that person is answered, like find(); one without members where there is none.
  boost::asio::awaitable<Ptr> find_for(const std::string& person);

  Standing standing(const Room& room) const { return judge(room, options_.user, options_.bridges); }
  std::string person_in(const Room& room) const { return person(room, options_.user); }
  bool is_answered_in(std::string_view person, std::string_view room) const { return direct_.room_of(person) == room; }
  /// Whether anyone was ever answered there.
  bool is_home(std::string_view room) const { return direct_.contains(room); }
  /// From now on that person is answered there.
  boost::asio::awaitable<void> prefer(std::string person, std::string room);

  boost::asio::awaitable<void> join(std::string id);
  /// Leaves for good: it is purged from the account too.
  boost::asio::awaitable<void> leave(std::string id);

 private:
  boost::asio::awaitable<void> save_direct();

  Client& client_;
  const Options& options_;
  Lock joining_, saving_;
  std::map<std::string, Ptr> rooms_;
  Direct direct_;
};

}  // namespace matrix
