#include "adapters/matrix/encryption.hpp"

#include <algorithm>

#include "adapters/net/json.hpp"
#include "runtime/log.hpp"

namespace matrix {

namespace asio = boost::asio;
using asio::awaitable;

namespace {

/// Devices to ask about, sessions to claim, the key to share, the text: more rounds mean that somebody's devices change
/// under our hands.
constexpr int most_rounds = 6;

struct Busy {
  explicit Busy(bool& flag) : busy(flag) { busy = true; }
  ~Busy() { busy = false; }
  bool& busy;
};

/// What breaks the machine must not keep those behind it from being heard.
std::variant<Decrypted, Unreadable> decrypt_one(CryptoMachine& machine, const Locked& event) try {
  return machine.decrypt(event.event, event.room);
} catch (const CryptoError& error) {
  if (error.kind != CryptoError::Kind::fault) throw;
  return Unreadable::malformed;
}

/// One at a time, so that what breaks the machine is left out and the keys beside it are not.
std::vector<std::string> receive_one_by_one(CryptoMachine& machine, SyncChanges changes) {
  std::vector<std::string> rooms;
  const nlohmann::json events = net::parse_leniently(changes.to_device).value_or(nlohmann::json::array());
  for (const nlohmann::json& event : events) try {
    changes.to_device = net::dump(nlohmann::json::array({event}));
    std::ranges::move(machine.receive_sync(changes), std::back_inserter(rooms));
  } catch (const CryptoError& error) {
    if (error.kind != CryptoError::Kind::fault) throw;
    runtime::log(runtime::Event::crypto_fault);
  }
  return rooms;
}

std::vector<std::string> receive_all(CryptoMachine& machine, const SyncChanges& changes) try {
  return machine.receive_sync(changes);
} catch (const CryptoError& error) {
  if (error.kind != CryptoError::Kind::fault) throw;
  return receive_one_by_one(machine, changes);
}

bool is_unsigned(const std::variant<Decrypted, Unreadable>& read) {
  const Decrypted* decrypted = std::get_if<Decrypted>(&read);
  return decrypted && !decrypted->signed_device;
}

}  // namespace

net::Request to_http(const CryptoRequest& request) {
  net::Request http;
  http.method = request.method;
  http.target = request.path;
  http.body = request.body;
  return http;
}

Encryption::Encryption(asio::any_io_executor executor, Client& client, std::unique_ptr<CryptoMachine> machine)
    : client_(client), machine_(std::move(machine)), executor_(executor), outgoing_(executor), claiming_(executor) {}

Encryption::~Encryption() { thread_.join(); }

awaitable<std::vector<std::string>> Encryption::receive(SyncChanges changes) {
  co_return co_await with_machine([&](CryptoMachine& machine) { return receive_all(machine, changes); });
}

awaitable<std::vector<std::variant<Decrypted, Unreadable>>> Encryption::decrypt(std::vector<Locked> events) {
  co_return co_await with_machine([&](CryptoMachine& machine) {
    std::vector<std::variant<Decrypted, Unreadable>> read;
    for (const Locked& each : events) read.push_back(decrypt_one(machine, each));
    return read;
  });
}

awaitable<std::vector<std::variant<Decrypted, Unreadable>>> Encryption::read(std::vector<Locked> events,
                                                                              std::vector<std::string> senders) {
  std::vector<std::variant<Decrypted, Unreadable>> all = co_await decrypt(events);
  std::vector<std::string> owners;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (is_unsigned(all[i])) owners.push_back(senders[i]);
  if (owners.empty()) co_return std::move(all);
  co_await look_up(std::move(owners));
  co_return co_await decrypt(std::move(events));
}

awaitable<void> Encryption::track(std::vector<std::string> users) {
  co_await with_machine([&](CryptoMachine& machine) { machine.track(users); });
}

awaitable<void> Encryption::look_up(std::vector<std::string> users) {
  for (int round = 0; round < most_rounds; ++round) {
    std::optional<CryptoRequest> query =
        co_await with_machine([&](CryptoMachine& machine) { return machine.query_keys(users); });
    if (!query) co_return;
    std::vector<CryptoRequest> requests;
    requests.push_back(std::move(*query));
    const bool taken = co_await deliver(std::move(requests));
    if (!taken) co_return;
  }
}

awaitable<void> Encryption::ask_for_key(Locked event) {
  co_await with_machine([&](CryptoMachine& machine) { machine.request_key(event.event, event.room); });
  co_await flush();
}

awaitable<bool> Encryption::deliver(std::vector<CryptoRequest> requests) {
  bool all = true;
  for (const CryptoRequest& request : requests) {
    net::Request http = to_http(request);
    const Verdict answer = co_await client_.call(std::move(http));
    if (answer.kind == Verdict::Kind::refused && answer.status == 400 && request.kind == "keys_upload") {
      runtime::log(runtime::Event::keys_clash);
      throw DeviceOver(
          "The bot's keys clash with those that the homeserver has: its data folder was copied, or an old one put back. Move "
          "the folder matrix inside the store away, and start again with the password or a new token: the bot logs in as a "
          "new device.");
    }
    bool understood = false;
    if (answer.kind == Verdict::Kind::done)
      understood = co_await with_machine([&](CryptoMachine& machine) { return machine.mark_sent(request, answer.text); });
    all = all && understood;  // what isn't would come again at once
  }
  co_return all;
}

awaitable<bool> Encryption::flush() {
  const Lock::Held held = co_await outgoing_.acquire();
  for (;;) {
    std::vector<CryptoRequest> requests = co_await with_machine([](CryptoMachine& machine) { return machine.outgoing(); });
    if (requests.empty()) co_return true;
    const bool taken = co_await deliver(std::move(requests));
    if (!taken) co_return false;
  }
}

awaitable<void> Encryption::tidy() {
  if (tidying_) co_return;
  const Busy busy(tidying_);
  co_await flush();
  std::vector<std::string> nobody;
  co_await claim(std::move(nobody));
}

/// A claim is asked for again once it is its turn: the one before may have brought the same keys.
awaitable<bool> Encryption::claim(std::vector<std::string> users) {
  const Lock::Held held = co_await claiming_.acquire();
  std::vector<CryptoRequest> requests = co_await with_machine([&](CryptoMachine& machine) {
    std::optional<CryptoRequest> request = machine.missing_sessions(users);
    return request ? std::vector<CryptoRequest>{std::move(*request)} : std::vector<CryptoRequest>{};
  });
  co_return co_await deliver(std::move(requests));
}

Encryption::Step Encryption::next_step(CryptoMachine& machine, const Plain& plain, bool claimed) {
  if (auto query = machine.query_keys(plain.readers)) return {{std::move(*query)}, {}};
  if (!claimed && machine.missing_sessions(plain.readers)) return {};
  std::vector<CryptoRequest> shares = machine.share_room_key(plain.room, plain.readers, plain.rotation, plain.whose);
  if (!shares.empty()) return {std::move(shares), {}};
  return {{}, machine.encrypt(plain.room, plain.type, plain.content)};
}

awaitable<std::optional<std::string>> Encryption::encrypt(Plain plain) {
  const Lock::Held held = co_await rooms_.try_emplace(plain.room, executor_).first->second.acquire();
  bool claimed = false;
  for (int round = 0; round < most_rounds; ++round) {
    Step step = co_await with_machine([&](CryptoMachine& machine) { return next_step(machine, plain, claimed); });
    if (!step.content.empty()) co_return std::move(step.content);
    bool taken = false;
    if (step.requests.empty()) {
      claimed = true;
      taken = co_await claim(plain.readers);
    } else {
      taken = co_await deliver(std::move(step.requests));
    }
    if (!taken) co_return std::nullopt;
  }
  co_return std::nullopt;
}

}  // namespace matrix
