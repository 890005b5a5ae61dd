#pragma once
#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>

#include "adapters/matrix/encryption.hpp"
#include "fakes/fake_crypto_machine.hpp"
#include "matrix/fake_inbox.hpp"
#include "matrix/homeserver.hpp"
#include "net/asking.hpp"

namespace matrix_test {

namespace asio = boost::asio;
using asio::awaitable;
using nlohmann::json;

inline constexpr const char* self = "@mooring:example.org";
inline constexpr const char* ada = "@ada:example.org";
inline constexpr const char* bea = "@bea:example.org";

inline json message_event(std::string id, std::string sender, json content, std::string type = "m.room.message") {
  return {{"event_id", std::move(id)}, {"type", std::move(type)}, {"sender", std::move(sender)}, {"content", std::move(content)}};
}
inline json text(std::string body) { return {{"msgtype", "m.text"}, {"body", std::move(body)}}; }
/// As a person's client would send it: each number is another ciphertext.
inline json sealed(std::string id, std::string sender, json content, std::uint64_t number, std::string type = "m.room.message",
                   std::string session = "s") {
  return message_event(std::move(id), std::move(sender),
                       json::parse(matrix::fake_sealed(type, content.dump(), session, number)), "m.room.encrypted");
}
inline json state_event(std::string type, std::string key, json content, std::string sender = ada) {
  std::string id = "$state of " + type + key;
  json event = message_event(std::move(id), std::move(sender), std::move(content), std::move(type));
  event["state_key"] = std::move(key);
  return event;
}
inline json member(const std::string& user, const std::string& membership = "join") {
  return state_event("m.room.member", user, {{"membership", membership}}, user);
}
inline json encryption() { return state_event("m.room.encryption", "", {{"algorithm", "m.megolm.v1.aes-sha2"}}); }
/// The same sync with something for the crypto machine in it.
inline json with_keys(json sync) {
  sync["to_device"]["events"] = json::array({{{"type", "m.room.encrypted"}, {"sender", ada}, {"content", json::object()}}});
  return sync;
}
/// The whole state of a room with these and the bot.
inline json plain_room(const std::vector<std::string>& people) {
  json state = json::array({state_event("m.room.create", "", json::object()), member(self)});
  for (const std::string& each : people) state.push_back(member(each));
  return state;
}
inline json encrypted_room(const std::vector<std::string>& people) {
  json state = plain_room(people);
  state.push_back(encryption());
  return state;
}

/// What a piece of work came to.
template <class T>
struct Outcome {
  bool done = false;
  std::conditional_t<std::is_void_v<T>, bool, std::optional<T>> value{};
  std::exception_ptr thrown;
};

/// A homeserver and the bot's client on one thread, which runs while somebody waits for something.
class WithHomeserver : public net_test::Asking {
 protected:
  WithHomeserver() {
    options.homeserver = homeserver->url();
    options.user = self;
    client.emplace(io.get_executor(), options);
    client->use({self, "DEVICE", "token", ""});
  }
  /// What was begun refers to what the test has: it is ended first.
  void TearDown() override {
    client->abandon();
    finish();
  }
  void finish() {
    homeserver.reset();
    io.restart();
    io.run_for(std::chrono::seconds(5));
  }

  template <class T>
  std::shared_ptr<Outcome<T>> start(awaitable<T> work) {
    auto outcome = std::make_shared<Outcome<T>>();
    if constexpr (std::is_void_v<T>) {
      asio::co_spawn(io, std::move(work), [outcome](std::exception_ptr thrown) { outcome->done = true, outcome->thrown = thrown; });
    } else {
      asio::co_spawn(io, std::move(work), [outcome](std::exception_ptr thrown, T value) {
        outcome->done = true;
        outcome->thrown = thrown;
        outcome->value = std::move(value);
      });
    }
    return outcome;
  }
  /// Throws what it threw.
  template <class T>
  T run(awaitable<T> work) {
    const auto outcome = start(std::move(work));
    run_until([&] { return outcome->done; });
    if (outcome->thrown) std::rethrow_exception(outcome->thrown);
    if constexpr (!std::is_void_v<T>) return outcome->value ? std::move(*outcome->value) : T{};
  }
  /// Goes on until nothing happens any more but what waits for something.
  void settle() { run_for(std::chrono::milliseconds(30)); }
  void run_for(std::chrono::milliseconds time) {
    io.restart();
    io.run_for(time);
  }
  void run_until_asked(std::string_view piece, std::size_t times = 1) {
    run_until([&] { return homeserver->count(piece) >= times; });
  }

  std::unique_ptr<matrix::CryptoMachine> machine() { return std::make_unique<matrix::FakeCryptoMachine>(crypto); }

  std::unique_ptr<Homeserver> homeserver = std::make_unique<Homeserver>(io);
  matrix::Options options;
  matrix::FakeCrypto crypto;
  std::map<std::string, std::string> notes;
  FakeInbox inbox{notes};
  std::optional<matrix::Client> client;
};

}  // namespace matrix_test
