#pragma once
#include <boost/asio/awaitable.hpp>
#include <string>
#include <variant>
#include <vector>

#include "adapters/matrix/encryption.hpp"
#include "adapters/matrix/news.hpp"
#include "adapters/matrix/protocol/sync.hpp"
#include "runtime/adapter.hpp"

namespace matrix {

/// Turns syncs into messages: fills gaps, decrypts, follows each room's state, and tells what means something from what
/// doesn't. On the io_context's thread. Throws CryptoError and StoreError.
class Listener {
 public:
  Listener(Client& client, Encryption& encryption, Rooms& rooms, runtime::Inbox& inbox, const Options& options,
           WaitingEvents waiting);

  /// `since`: the token that the sync went on from. `late`: what it holds was written while nobody was listening.
  boost::asio::awaitable<News> take(Sync sync, std::string since, bool late);
  const WaitingEvents& waiting() const { return waiting_; }

 private:
  /// Events of one room in their order.
  struct Story {
    Rooms::Ptr room;
    std::vector<Event> events;
    bool late = false;
    std::string changed_by = {};  // the last event that changed its state before these
  };
  using Read = std::variant<Decrypted, Unreadable>;

  boost::asio::awaitable<std::vector<Story>> stories(Sync sync, std::vector<Locked> retried, std::string since, bool late);
  boost::asio::awaitable<Story> story(JoinedRoom joined, std::string since, bool late);
  boost::asio::awaitable<std::vector<Event>> missed(std::string room, std::string from, std::string to);
  boost::asio::awaitable<std::vector<Read>> read(const std::vector<Story>& stories);

  Client& client_;
  Encryption& encryption_;
  Rooms& rooms_;
  runtime::Inbox& inbox_;
  const Options& options_;
  WaitingEvents waiting_;
};

}  // namespace matrix
