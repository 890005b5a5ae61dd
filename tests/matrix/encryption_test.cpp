#include "adapters/matrix/encryption.hpp"

#include "matrix/with_homeserver.hpp"

namespace matrix_test {

namespace {

using matrix::Decrypted;
using matrix::Unreadable;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char *room_a = "!a:example.org", *room_b = "!b:example.org";

/// Breaks where a real one would: on one event, or on an answer that is none.
class Brittle final : public matrix::FakeCryptoMachine {
 public:
  using FakeCryptoMachine::FakeCryptoMachine;
  std::variant<Decrypted, Unreadable> decrypt(std::string_view event, std::string_view room) override {
    if (event.find("breaks it") != std::string_view::npos)
      throw matrix::CryptoError(matrix::CryptoError::Kind::fault, "The fake broke.");
    return FakeCryptoMachine::decrypt(event, room);
  }
  std::vector<std::string> receive_sync(const matrix::SyncChanges& changes) override {
    auto rooms = FakeCryptoMachine::receive_sync(changes);
    if (changes.to_device.find("breaks it") != std::string::npos)
      throw matrix::CryptoError(matrix::CryptoError::Kind::fault, "The fake broke.");
    return rooms;
  }
  bool mark_sent(const matrix::CryptoRequest& request, std::string_view response) override {
    return response.find("nonsense") == std::string_view::npos && FakeCryptoMachine::mark_sent(request, response);
  }
};

class Encryption : public WithHomeserver {
 protected:
  awaitable<std::optional<std::string>> encrypt(std::string room, std::string text, std::string reader = ada,
                                                matrix::Readers whose = matrix::Readers::signed_devices) {
    matrix::Plain plain{std::move(room), {std::move(reader)}, {}, "m.room.message", json{{"body", std::move(text)}}.dump(), whose};
    return encryption.encrypt(std::move(plain));
  }
  static std::string opened(const std::optional<std::string>& content) {
    return content ? json::parse(*content)["fake"]["content"].value("body", "") : "nothing";
  }
  /// What becomes of two texts that need the same request, which is asked once.
  std::pair<std::string, std::string> encrypt_both(const char* path, awaitable<std::optional<std::string>> one,
                                                   awaitable<std::optional<std::string>> two) {
    homeserver->hold(path);
    const auto first = start(std::move(one)), second = start(std::move(two));
    run_until_asked(path);
    settle();
    EXPECT_EQ(homeserver->count(path), 1u);
    homeserver->let_go(path);
    run_until([&] { return first->done && second->done; });
    EXPECT_EQ(homeserver->count(path), 1u);
    return {first->value->value_or("{}"), second->value->value_or("{}")};
  }
  void receive(std::string to_device, std::string device_lists, std::string count = {}) {
    matrix::SyncChanges changes{std::move(to_device), std::move(device_lists), std::move(count), {}, {}};
    run(encryption.receive(std::move(changes)));
  }
  /// What the machine wants sent by itself.
  void want(const std::string& kind, const std::string& path) { crypto.waiting.push_back({kind, kind, "POST", path, "{}"}); }
  std::vector<std::string> sent_kinds() const {
    std::vector<std::string> kinds;
    for (const auto& [request, answer] : crypto.sent) kinds.push_back(request.kind);
    return kinds;
  }

  matrix::Encryption encryption{io.get_executor(), *client, std::make_unique<Brittle>(crypto)};
};

}  // namespace

TEST_F(Encryption, asks_whose_devices_they_are_then_for_their_keys_then_shares_and_only_then_encrypts) {
  crypto.unqueried = crypto.sessionless = {ada};
  EXPECT_EQ(opened(run(encrypt(room_a, "hello"))), "hello");
  EXPECT_THAT(homeserver->asked_for(), ElementsAre("POST /keys/query", "POST /keys/claim",
                                                   StartsWith("PUT /sendToDevice/m.room.encrypted/")));
  EXPECT_THAT(sent_kinds(), ElementsAre("keys_query", "keys_claim", "to_device"));
}

TEST_F(Encryption, shares_no_key_that_all_have) {
  run(encrypt(room_a, "one"));
  EXPECT_EQ(opened(run(encrypt(room_a, "two"))), "two");
  EXPECT_EQ(homeserver->count(""), 1u);
}

TEST_F(Encryption, asks_the_machine_for_nothing_but_the_text_while_nobodys_devices_change) {
  run(encrypt(room_a, "one"));
  crypto.calls.clear();
  EXPECT_EQ(opened(run(encrypt(room_a, "two"))), "two");
  EXPECT_THAT(crypto.calls, ElementsAre("encrypt"));
}

TEST_F(Encryption, looks_again_who_reads_a_room_when_a_device_of_theirs_has_changed) {
  run(encrypt(room_a, "one"));
  run(encrypt(room_b, "one", bea));
  receive("", json{{"changed", {ada}}}.dump());
  crypto.calls.clear();
  run(encrypt(room_a, "two"));
  EXPECT_THAT(crypto.calls, testing::Contains("share_room_key"));
  crypto.calls.clear();
  run(encrypt(room_b, "two", bea));
  EXPECT_THAT(crypto.calls, ElementsAre("encrypt"));
}

TEST_F(Encryption, shares_a_new_key_where_the_machine_takes_the_old_one_no_more) {
  run(encrypt(room_a, "one"));
  crypto.shared.clear();
  EXPECT_EQ(opened(run(encrypt(room_a, "two"))), "two");
  EXPECT_EQ(homeserver->count("/sendToDevice/"), 2u);
}

TEST_F(Encryption, does_not_trouble_the_machine_with_a_sync_that_brings_it_nothing) {
  for (int times = 0; times < 3; ++times) receive("", "", "50");
  EXPECT_EQ(crypto.received.size(), 1u);
  receive("", "", "49");
  receive(R"([{"type":"m.room.encrypted"}])", "", "49");
  EXPECT_EQ(crypto.received.size(), 3u);
}

TEST_F(Encryption, goes_to_unsigned_devices_only_where_that_is_meant) {
  run(encrypt(room_a, "one", ada, matrix::Readers::all_devices));
  EXPECT_TRUE(crypto.shared.at(room_a).contains("unsigned devices"));
  run(encrypt(room_a, "two"));
  EXPECT_FALSE(crypto.shared.at(room_a).contains("unsigned devices"));
}

TEST_F(Encryption, claims_keys_once_for_two_rooms_that_need_the_same) {
  crypto.sessionless = {ada};
  const auto [a, b] = encrypt_both("/keys/claim", encrypt(room_a, "to a"), encrypt(room_b, "to b"));
  EXPECT_EQ(opened(a), "to a");
  EXPECT_EQ(opened(b), "to b");
}

TEST_F(Encryption, claims_no_more_than_once_for_one_text) {
  crypto.sessionless = {ada};
  homeserver->answer("/keys/claim", [&](const Asked&) { return ok({{"failures", {{"example.org", json::object()}}}}); });
  EXPECT_EQ(opened(run(encrypt(room_a, "hello"))), "hello");
  EXPECT_EQ(homeserver->count("/keys/claim"), 1u);
}

TEST_F(Encryption, serves_a_room_beside_one_that_waits) {
  run(encrypt(room_b, "before"));
  homeserver->hold("/sendToDevice/");
  const auto a = start(encrypt(room_a, "to a"));
  run_until_asked("/sendToDevice/", 2);
  EXPECT_EQ(opened(run(encrypt(room_b, "to b"))), "to b");
  EXPECT_FALSE(a->done);
}

TEST_F(Encryption, serves_one_text_of_a_room_after_the_other) {
  const auto [one, two] = encrypt_both("/sendToDevice/", encrypt(room_a, "one"), encrypt(room_a, "two"));
  EXPECT_EQ(json::parse(one)["index"], 0);
  EXPECT_EQ(json::parse(two)["index"], 1);
}

TEST_F(Encryption, encrypts_nothing_where_the_homeserver_does_not_take_the_keys) {
  crypto.unqueried = crypto.sessionless = {ada};
  for (const char* path : {"/sendToDevice/", "/keys/claim", "/keys/query"}) {
    homeserver->answer(path, refused(403, "M_FORBIDDEN"));
    EXPECT_EQ(run(encrypt(room_a, "hello")), std::nullopt) << path;
  }
}

TEST_F(Encryption, encrypts_nothing_when_the_bot_goes) {
  homeserver->hold("/sendToDevice/");
  const auto outcome = start(encrypt(room_a, "hello"));
  run_until_asked("/sendToDevice/");
  client->abandon();
  run_until([&] { return outcome->done; });
  EXPECT_EQ(*outcome->value, std::nullopt);
}

TEST_F(Encryption, does_not_go_round_for_ever_where_devices_change_all_the_time) {
  crypto.unqueried = {ada};
  homeserver->answer("/keys/query", ok({{"nonsense", true}}));
  EXPECT_EQ(run(encrypt(room_a, "hello")), std::nullopt);
}

TEST_F(Encryption, ends_the_device_whose_keys_clash) {
  want("keys_upload", "/_matrix/client/v3/keys/upload");
  homeserver->answer("/keys/upload", refused(400, "M_UNKNOWN"));
  EXPECT_THROW(run(encryption.flush()), matrix::DeviceOver);
}

TEST_F(Encryption, does_not_end_the_device_where_the_homeserver_takes_no_keys_for_another_reason) {
  want("keys_upload", "/_matrix/client/v3/keys/upload");
  homeserver->answer("/keys/upload", refused(403, "M_FORBIDDEN"));
  EXPECT_FALSE(run(encryption.flush()));
}

TEST_F(Encryption, sends_the_rest_where_one_thing_is_refused) {
  want("signatures_upload", "/_matrix/client/v3/keys/signatures/upload");
  want("keys_query", "/_matrix/client/v3/keys/query");
  homeserver->answer("/signatures/", refused(400, "M_INVALID_SIGNATURE"));
  EXPECT_FALSE(run(encryption.flush()));
  EXPECT_THAT(sent_kinds(), ElementsAre("keys_query"));
}

TEST_F(Encryption, sends_what_the_machine_wants_until_it_wants_nothing) {
  want("keys_upload", "/_matrix/client/v3/keys/upload");
  want("keys_query", "/_matrix/client/v3/keys/query");
  EXPECT_TRUE(run(encryption.flush()));
  EXPECT_THAT(homeserver->asked_for(), ElementsAre("POST /keys/upload", "POST /keys/query"));
  EXPECT_THAT(crypto.waiting, IsEmpty());
}

TEST_F(Encryption, leaves_for_later_what_the_homeserver_refuses) {
  want("signatures_upload", "/_matrix/client/v3/keys/signatures/upload");
  homeserver->answer("/signatures/", refused(400, "M_INVALID_SIGNATURE"));
  EXPECT_FALSE(run(encryption.flush()));
  EXPECT_EQ(crypto.waiting.size(), 1u);
}

TEST_F(Encryption, leaves_for_later_what_is_answered_with_nonsense) {
  want("keys_query", "/_matrix/client/v3/keys/query");
  homeserver->answer("/keys/query", ok({{"nonsense", true}}));
  EXPECT_FALSE(run(encryption.flush()));
  EXPECT_EQ(homeserver->count("/keys/query"), 1u);
}

TEST_F(Encryption, sends_what_it_wants_once_however_many_ask_for_it) {
  want("keys_upload", "/_matrix/client/v3/keys/upload");
  homeserver->hold("/keys/upload");
  const auto one = start(encryption.flush()), two = start(encryption.flush());
  run_until_asked("/keys/upload");
  homeserver->let_go("/keys/upload");
  run_until([&] { return one->done && two->done; });
  EXPECT_EQ(homeserver->count("/keys/upload"), 1u);
}

TEST_F(Encryption, is_tidied_by_one_at_a_time) {
  want("keys_upload", "/_matrix/client/v3/keys/upload");
  homeserver->hold("/keys/upload");
  const auto first = start(encryption.tidy());
  run_until_asked("/keys/upload");
  run(encryption.tidy());  // which comes back at once
  EXPECT_FALSE(first->done);
  homeserver->let_go("/keys/upload");
  run_until([&] { return first->done; });
  EXPECT_EQ(std::ranges::count(crypto.calls, "missing_sessions"), 1);
}

TEST_F(Encryption, reads_the_others_where_one_event_breaks_the_machine) {
  std::vector<matrix::Locked> events;
  for (const char* body : {"one", "breaks it", "three"})
    events.push_back({room_a, sealed("$e", ada, text(body), 0).dump()});
  const auto read = run(encryption.decrypt(std::move(events)));
  ASSERT_EQ(read.size(), 3u);
  EXPECT_TRUE(std::holds_alternative<Decrypted>(read[0]));
  EXPECT_EQ(std::get<Unreadable>(read[1]), Unreadable::malformed);
  EXPECT_TRUE(std::holds_alternative<Decrypted>(read[2]));
}

TEST_F(Encryption, gives_up_a_sync_whose_events_the_store_cannot_help_to_read) {
  crypto.failing["decrypt"] = matrix::CryptoError::Kind::store;
  std::vector<matrix::Locked> events{{room_a, sealed("$e", ada, text("one"), 0).dump()}};
  EXPECT_THROW(run(encryption.decrypt(std::move(events))), matrix::CryptoError);
}

TEST_F(Encryption, hands_the_machine_its_part_of_a_sync_and_says_for_which_rooms_keys_came) {
  crypto.rooms_with_keys = {room_a};
  matrix::SyncChanges changes;
  changes.next_batch = "s2";
  EXPECT_THAT(run(encryption.receive(changes)), ElementsAre(room_a));
  EXPECT_EQ(crypto.received.at(0).next_batch, "s2");
}

TEST_F(Encryption, takes_the_other_keys_where_one_breaks_the_machine) {
  matrix::SyncChanges changes;
  changes.to_device = R"([{"type":"one"},{"type":"breaks it"},{"type":"three"}])";
  run(encryption.receive(changes));
  std::vector<std::string> taken;
  for (const matrix::SyncChanges& each : crypto.received) taken.push_back(each.to_device);
  EXPECT_THAT(taken, testing::IsSupersetOf({R"([{"type":"one"}])", R"([{"type":"three"}])"}));
}

TEST_F(Encryption, asks_whose_a_device_is_before_it_takes_it_for_unsigned) {
  crypto.unqueried = {ada};
  crypto.unsigned_sessions = {"s"};
  homeserver->answer("/keys/query", [&](const Asked&) { return crypto.unsigned_sessions.clear(), std::optional(Answer{}); });
  std::vector<matrix::Locked> events{{room_a, sealed("$e", ada, text("one"), 0).dump()}};
  std::vector<std::string> senders{ada};
  const auto read = run(encryption.read(std::move(events), std::move(senders)));
  EXPECT_TRUE(std::get<Decrypted>(read.at(0)).signed_device);
}

TEST_F(Encryption, looks_up_devices_only_where_it_does_not_know_them) {
  crypto.unqueried = {ada};
  for (int i = 0; i < 2; ++i) run(encryption.look_up(std::vector<std::string>{ada}));
  EXPECT_THAT(homeserver->asked_for(), ElementsAre("POST /keys/query"));
}

TEST_F(Encryption, asks_for_a_key_and_sends_that_at_once) {
  want("to_device", "/_matrix/client/v3/sendToDevice/m.room_key_request/1");
  matrix::Locked event{room_a, sealed("$e", ada, text("one"), 0).dump()};
  run(encryption.ask_for_key(std::move(event)));
  EXPECT_THAT(crypto.requested, ElementsAre("s"));
  EXPECT_EQ(homeserver->count("m.room_key_request"), 1u);
}

}  // namespace matrix_test
