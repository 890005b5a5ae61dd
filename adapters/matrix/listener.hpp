#pragma once
#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/matrix/encryption.hpp"
#include "adapters/matrix/news.hpp"
#include "adapters/matrix/protocol/sync.hpp"
#include "runtime/adapter.hpp"

namespace matrix {

/// Turns syncs into messages: fills gaps, decrypts, follows each room's state, and tells what means something from what
/// doesn't. On the io_context's thread. Throws CryptoError.
class Listener {
 public:
  Listener(Client& client, Encryption& encryption, Rooms& rooms, runtime::Inbox& inbox, const Options& options,
           WaitingEvents waiting);

  /// How a sync was asked for.
  struct Round {
    std::string since;          // empty: it holds everything, of which only what is new in a room's state counts,
    bool keeps_past = false;    // unless the place was lost
    bool first = false;         // since the start: what it holds was written while nobody was listening
  };
  /// Nothing where the homeserver could not tell all of it: then the same round comes again.
  boost::asio::awaitable<std::optional<News>> take(Sync sync, Round round);
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

  boost::asio::awaitable<bool> collect(std::vector<Story>& stories, std::vector<Locked> retried);
  boost::asio::awaitable<bool> collect(std::vector<Story>& stories, std::vector<JoinedRoom> rooms, const Round& round);
  boost::asio::awaitable<std::optional<Story>> story(JoinedRoom joined, const Round& round);
  boost::asio::awaitable<Rooms::Ptr> room_of(const JoinedRoom& joined, bool anew);
  boost::asio::awaitable<std::optional<std::vector<Event>>> missed(const JoinedRoom& joined, std::string since);
  boost::asio::awaitable<std::vector<Read>> read(const std::vector<Story>& stories);
  boost::asio::awaitable<News> hear(std::vector<Story> stories, std::vector<Read> read);

  Client& client_;
  Encryption& encryption_;
  Rooms& rooms_;
  runtime::Inbox& inbox_;
  const Options& options_;
  WaitingEvents waiting_;
};

}  // namespace matrix
