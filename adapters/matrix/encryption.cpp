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
constexpr std::size_t empty_json = 2;  // "[]", "{}"

struct Busy {
  explicit Busy(bool& flag) : busy(flag) { busy = true; }
  ~Busy() { busy = false; }
  bool& busy;
};

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

bool Encryption::is_news(const SyncChanges& changes) const {
  return !latest_ || changes.to_device.size() > empty_json || changes.device_lists.size() > empty_json ||
         changes.one_time_keys != latest_->one_time_keys || changes.fallback_keys != latest_->fallback_keys;
}

void Encryption::forget_shared(const std::string& device_lists) {
  const nlohmann::json lists = net::parse_json(device_lists).value_or(nlohmann::json::object());
  for (const char* list : {"changed", "left"})
    for (const nlohmann::json& user : net::member(lists, list))
      std::erase_if(shared_, [&](const auto& each) {
        return std::ranges::any_of(each.second.readers, [&](const std::string& reader) { return user == reader; });
      });
  if (!lists.empty()) ++changes_of_devices_;
}

awaitable<std::vector<std::string>> Encryption::receive(SyncChanges changes) {
  std::vector<std::string> none;
  if (!is_news(changes)) co_return none;
  forget_shared(changes.device_lists);
  untidy_ = true;
  std::vector<std::string> rooms =
      co_await with_machine([&](CryptoMachine& machine) { return receive_all(machine, changes); });
  latest_ = std::move(changes);  // not before: where it throws, the same comes again
  co_return std::move(rooms);
}

awaitable<std::vector<std::variant<Decrypted, Unreadable>>> Encryption::decrypt(std::vector<Locked> events) {
  co_return co_await with_machine([&](CryptoMachine& machine) { return decrypt_all(machine, events); });
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

awaitable<bool> Encryption::deliver(std::vector<CryptoRequest> requests, bool urgent) {
  bool all = true;
  for (const CryptoRequest& request : requests) {
    net::Request http = to_http(request);
    http.urgent = urgent;
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
  const net::Lock::Held held = co_await outgoing_.acquire();
  for (;;) {
    std::vector<CryptoRequest> requests = co_await with_machine([](CryptoMachine& machine) { return machine.outgoing(); });
    if (requests.empty()) co_return true;
    const bool taken = co_await deliver(std::move(requests));
    if (!taken) co_return false;
  }
}

awaitable<void> Encryption::tidy() {
  if (tidying_ || !std::exchange(untidy_, false)) co_return;
  const Busy busy(tidying_);
  const bool flushed = co_await flush();
  std::vector<std::string> nobody;
  const bool claimed = co_await claim(std::move(nobody), false);
  untidy_ = untidy_ || !flushed || !claimed;
}

/// A claim is asked for again once it is its turn: the one before may have brought the same keys.
awaitable<bool> Encryption::claim(std::vector<std::string> users, bool urgent) {
  const net::Lock::Held held = co_await claiming_.acquire();
  std::vector<CryptoRequest> requests = co_await with_machine([&](CryptoMachine& machine) {
    std::optional<CryptoRequest> request = machine.missing_sessions(users);
    return request ? std::vector<CryptoRequest>{std::move(*request)} : std::vector<CryptoRequest>{};
  });
  co_return co_await deliver(std::move(requests), urgent);
}

bool Encryption::is_shared(const Plain& plain) const {
  const auto found = shared_.find(plain.room);
  return found != shared_.end() && found->second.readers == plain.readers && found->second.whose == plain.whose;
}

awaitable<std::optional<std::string>> Encryption::encrypt(Plain plain) {
  const net::Lock::Held held = co_await rooms_.try_emplace(plain.room, executor_).first->second.acquire();
  if (is_shared(plain)) {
    std::string content = co_await with_machine([&](CryptoMachine& machine) { return encrypt_if_shared(machine, plain); });
    if (!content.empty()) co_return std::move(content);
  }
  co_return co_await share_and_encrypt(std::move(plain));
}

awaitable<std::optional<std::string>> Encryption::share_and_encrypt(Plain plain) {
  bool claimed = false;
  for (int round = 0; round < most_rounds; ++round) {
    const std::uint64_t changes = changes_of_devices_;
    Step step = co_await with_machine([&](CryptoMachine& machine) { return next_step(machine, plain, claimed); });
    if (!step.content.empty()) {
      if (changes == changes_of_devices_) shared_[plain.room] = {std::move(plain.readers), plain.whose};
      co_return std::move(step.content);
    }
    bool taken = false;
    if (step.requests.empty()) {
      claimed = true;
      taken = co_await claim(plain.readers, plain.urgent);
    } else {
      taken = co_await deliver(std::move(step.requests), plain.urgent);
    }
    if (!taken) co_return std::nullopt;
  }
  co_return std::nullopt;
}

}  // namespace matrix
