#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/matrix/client.hpp"
#include "adapters/matrix/crypto_work.hpp"
#include "adapters/net/lock.hpp"
#include "runtime/on_thread.hpp"

namespace matrix {

net::Request to_http(const CryptoRequest& request);

/// Carries between the homeserver and the crypto machine, which lives on a thread of its own. What the machine asks for
/// must be true until the answer is back: so its own requests go out one after the other, one claim of keys at a time,
/// and in each room one text at a time. Throws CryptoError.
class Encryption {
 public:
  Encryption(boost::asio::any_io_executor executor, Client& client, std::unique_ptr<CryptoMachine> machine);
  ~Encryption();

  /// Before the sync's token is saved. The rooms for which keys came. Most syncs bring nothing for the machine, and then it
  /// is not asked: each of its calls reads its store.
  boost::asio::awaitable<std::vector<std::string>> receive(SyncChanges changes);
  boost::asio::awaitable<std::vector<std::variant<Decrypted, Unreadable>>> decrypt(std::vector<Locked> events);
  /// What a device says that nobody has signed is read again once its owner's devices are known.
  boost::asio::awaitable<std::vector<std::variant<Decrypted, Unreadable>>> read(std::vector<Locked> events,
                                                                                std::vector<std::string> senders);
  /// The content to send as m.room.encrypted; nothing where the homeserver would not take the keys, or the bot goes.
  boost::asio::awaitable<std::optional<std::string>> encrypt(Plain plain);
  boost::asio::awaitable<void> track(std::vector<std::string> users);
  /// Asks whose devices are whose, where that isn't known or out of date.
  boost::asio::awaitable<void> look_up(std::vector<std::string> users);
  boost::asio::awaitable<void> ask_for_key(Locked event);

  /// Sends what the machine wants sent. False where the homeserver refused some of it, or gave no proper answer.
  boost::asio::awaitable<bool> flush();
  /// After a sync: sends what came of it, and mends broken sessions. Nothing where nothing came, or that is still going on.
  boost::asio::awaitable<void> tidy();
  /// Sends these, and tells the machine what came of it. False where the homeserver refused one, or gave no
  /// proper answer. Throws DeviceOver when it refuses our own keys.
  boost::asio::awaitable<bool> deliver(std::vector<CryptoRequest> requests, bool urgent = false);

  /// Runs something with the machine on its thread.
  template <class Work>
  auto with_machine(Work work) {
    return runtime::on_thread(thread_, [this, work = std::move(work)]() mutable { return work(*machine_); });
  }

 private:
  /// With whom a room's key is shared, for as long as none of their devices change.
  struct Shared {
    std::vector<std::string> readers;
    Readers whose;
  };
  bool is_news(const SyncChanges& changes) const;
  void forget_shared(const std::string& device_lists);
  bool is_shared(const Plain& plain) const;
  boost::asio::awaitable<std::optional<std::string>> share_and_encrypt(Plain plain);
  boost::asio::awaitable<bool> claim(std::vector<std::string> users, bool urgent);

  Client& client_;
  std::unique_ptr<CryptoMachine> machine_;
  boost::asio::any_io_executor executor_;
  net::Lock outgoing_, claiming_;
  bool tidying_ = false, untidy_ = true;
  std::uint64_t changes_of_devices_ = 0;
  std::optional<SyncChanges> latest_;     // of what came, the counts
  std::map<std::string, net::Lock> rooms_;
  std::map<std::string, Shared> shared_;  // by room
  boost::asio::thread_pool thread_{1};
};

}  // namespace matrix
