#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "adapters/matrix/encryption.hpp"
#include "adapters/matrix/rooms.hpp"
#include "runtime/adapter.hpp"

namespace matrix {

/// What the bot itself says about a room, once.
struct Remark {
  Rooms::Ptr room;
  core::Line line;
  std::string cause;  // the id of the event that it answers
  Readers whose = Readers::signed_devices;
};

/// Says things in rooms: encrypted wherever a room ever was, and in plain text where one never was. Every event has a
/// transaction id that is the same when it is tried again, after a restart too; so the homeserver keeps it once. On the
/// io_context's thread. Throws CryptoError and ChannelError.
class Speaker {
 public:
  /// `salt`: keeps the transaction ids of one store from those of another.
  Speaker(Client& client, Encryption& encryption, Rooms& rooms, runtime::Inbox& inbox, const Options& options,
          std::string salt);

  boost::asio::awaitable<runtime::Sent> reply(const runtime::Delivery& delivery);
  /// Nothing where it was made in that room a short time ago, and not taken back by may_remark_again().
  boost::asio::awaitable<void> remark(Remark remark);
  bool has_remarked(const std::string& room, core::Line line) const;
  void may_remark_again(const std::string& room, core::Line line) { remarked_.erase({room, line}); }
  /// With the next reply there, who can read along over the bridge is said: before it, unless it is urgent.
  void tell_of_bridge(const std::string& room) { untold_.insert(room); }
  /// A room that we have left.
  void forget(const std::string& room);
  /// The lines for a crisis in a room where there is no conversation to be had; once in a minute for each room, or a flood
  /// there would go before everyone else's answers.
  boost::asio::awaitable<void> say_crisis_lines(Rooms::Ptr room, std::vector<core::Reply> lines, std::string cause);

 private:
  struct Saying {
    std::string type;
    nlohmann::json content;
    std::string txn;
    bool urgent = false;
    Readers whose = Readers::signed_devices;
  };
  boost::asio::awaitable<Verdict> say(Rooms::Ptr room, Saying saying);
  Saying saying_of(const Room& room, const runtime::Delivery& delivery) const;
  boost::asio::awaitable<Verdict> say_reply(Rooms::Ptr room, const runtime::Delivery& delivery);
  boost::asio::awaitable<void> say_aside(Rooms::Ptr room, bool quiet);
  boost::asio::awaitable<void> show_name(Rooms::Ptr room, bool quiet);
  boost::asio::awaitable<runtime::Sent> take_back(std::string room, std::string before);

  Client& client_;
  Encryption& encryption_;
  Rooms& rooms_;
  runtime::Inbox& inbox_;
  const Options& options_;
  std::string salt_;
  std::map<std::pair<std::string, core::Line>, std::chrono::steady_clock::time_point> remarked_;
  std::map<std::string, std::chrono::steady_clock::time_point> crises_;  // by room: when the lines were said
  std::set<std::string> untold_;                                         // rooms
};

}  // namespace matrix
