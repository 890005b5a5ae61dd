#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "adapters/matrix/door.hpp"
#include "adapters/matrix/encryption.hpp"
#include "adapters/matrix/listener.hpp"
#include "adapters/matrix/receipts.hpp"
#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/speaker.hpp"
#include "adapters/net/tasks.hpp"

namespace matrix {

/// What an account keeps between two starts, as sealed notes.
struct AccountNotes {
  std::string since, salt, waiting, coming;
};
boost::asio::awaitable<AccountNotes> recall_account(runtime::Inbox& inbox);

/// The bot's account once it is logged in, and all that is done with a sync. On the io_context's thread.
class Account {
 public:
  /// All references must outlive it; `failed` is told what ends the channel.
  Account(boost::asio::any_io_executor executor, Client& client, std::unique_ptr<CryptoMachine> machine,
          runtime::Inbox& inbox, const Options& options, AccountNotes notes, std::function<void(std::exception_ptr)> failed);

  /// Before anything else: the identity, and who is answered where.
  boost::asio::awaitable<void> begin();
  /// One round: waits for news, and comes back when what people wrote is committed. False where the homeserver had nothing
  /// that could be read, or not all of it; then, and where it throws CryptoError, nothing is lost: the next round begins at
  /// the same place.
  boost::asio::awaitable<bool> listen();
  boost::asio::awaitable<runtime::Sent> reply(const runtime::Delivery& delivery);
  void show_typing(const std::string& person, std::chrono::milliseconds time);

 private:
  boost::asio::awaitable<bool> take(Sync sync);
  void come_home(const News& news);
  boost::asio::awaitable<void> answer_crises(const News& news);
  boost::asio::awaitable<void> commit(News& news, std::string next);
  void go_on(News news);
  boost::asio::awaitable<void> say_unread(News::Unread unread);
  boost::asio::awaitable<void> type(std::string person, std::chrono::milliseconds time);

  Client& client_;
  runtime::Inbox& inbox_;
  const Options& options_;
  net::Tasks tasks_;
  Encryption encryption_;
  Rooms rooms_;
  Speaker speaker_;
  Listener listener_;
  Door door_;
  Receipts receipts_;
  std::string since_;
  bool keeps_past_;        // of what a sync without a place holds: false at the very first start
  bool first_ = true, lean_ = false;
  std::chrono::steady_clock::time_point kept_{};
  std::map<std::string, std::chrono::milliseconds> typing_;  // by person: once what is on its way has been sent
};

}  // namespace matrix
