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

  /// Throws ChannelError where the homeserver won't tell.
  boost::asio::awaitable<void> load_direct();

  /// The room as the homeserver describes it now. Null where it does not answer; one that we are not in, or that it can't
  /// tell of however often it is asked, has no members.
  boost::asio::awaitable<Ptr> ask(std::string id);
  /// The room as it is known, or else ask().
  boost::asio::awaitable<Ptr> find(std::string id);
  /// The room in which that person is answered; one without a name where there is none.
  boost::asio::awaitable<Ptr> find_for(const std::string& person);
  /// A room of so many people that nobody is asked who they are.
  Ptr crowd(const std::string& id);
  /// Whether waiting for an answer about that room must end, for everyone else's sake.
  bool is_hopeless(const std::string& id);

  Standing standing(const Room& room) const { return judge(room, options_.user, options_.bridges); }
  /// Whether a conversation goes on there.
  bool may_converse(const Room& room) const;
  std::string person_in(const Room& room) const { return person(room, options_.user); }

  bool is_answered_in(std::string_view person, std::string_view room) const { return direct_.room_of(person) == room; }
  /// Whether anyone was ever answered there.
  bool is_home(std::string_view room) const { return direct_.contains(room); }
  /// Whether that person is answered in another room, which is encrypted. As far as that room is known.
  bool is_sealed_elsewhere(std::string_view person, std::string_view room) const;
  /// From now on that person is answered there. To be saved.
  void prefer(const std::string& person, const std::string& room);
  boost::asio::awaitable<void> save_direct();

  /// False where it has to be tried again.
  boost::asio::awaitable<bool> join(std::string id);
  boost::asio::awaitable<void> leave(std::string id);
  /// A room that we are no more in: it is purged from the account.
  boost::asio::awaitable<void> forget(std::string id);

 private:
  Client& client_;
  const Options& options_;
  net::Lock joining_, saving_;
  std::map<std::string, Ptr> rooms_;
  std::map<std::string, int> unanswered_;
  Direct direct_;
  bool direct_changed_ = false;
};

}  // namespace matrix
