#include "adapters/matrix/account.hpp"

#include "matrix/with_homeserver.hpp"

namespace matrix_test {

namespace {

using core::MessageKind;
using runtime::Sent;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* room_a = "!a:example.org";

json sync_of(std::string next, json timeline, json state = json::array()) {
  return {{"next_batch", std::move(next)},
          {"rooms", {{"join", {{room_a, {{"state", {{"events", std::move(state)}}}, {"timeline", {{"events", std::move(timeline)}}}}}}}}}};
}

class Account : public WithHomeserver {
 protected:
  Account() {
    options.show_recovery_key = [](std::string_view) {};
    notes["matrix/recovery key shown"] = "yes";
    homeserver->hold("/sync");
    homeserver->answer("GET /rooms/!a:example.org/state", ok(encrypted_room({ada})));
    homeserver->answer("GET /user/@mooring:example.org/account_data/m.direct", refused(404, "M_NOT_FOUND"));
    homeserver->answer("/send/", ok({{"event_id", "$sent"}}));
  }
  void TearDown() override {
    client->abandon();
    finish();
  }
  void open() {
    matrix::AccountNotes kept = run(matrix::recall_account(inbox));
    account.emplace(io.get_executor(), *client, machine(), inbox, options, std::move(kept),
                    [this](std::exception_ptr fault) { failed.push_back(std::move(fault)); });
    run(account->begin());
  }
  /// As when the bot was stopped and comes again with what it noted.
  void restart() {
    client->abandon();
    run_for(std::chrono::milliseconds(100));
    account.reset();
    client.emplace(io.get_executor(), options);
    client->use({self, "DEVICE", "token", ""});
    open();
  }
  bool hear(json sync) {
    homeserver->answer_in_turn("/sync", {ok(std::move(sync))});
    homeserver->let_go("/sync");
    const bool heard = run(account->listen());
    homeserver->hold("/sync");
    settle();  // what goes on beside uses the machine too
    return heard;
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> all;
    for (const core::Message& each : inbox.messages) all.push_back(each.text);
    return all;
  }
  std::vector<std::string> said() {
    std::vector<std::string> all;
    for (const Asked& each : homeserver->asked("/send/"))
      all.push_back(each.body.contains("fake") ? each.body["fake"]["content"].value("body", "") : each.body.value("body", ""));
    return all;
  }
  static runtime::Delivery to_ada(std::uint64_t id, std::string words) { return {id, ada, {std::move(words), {}, false}}; }

  std::vector<std::exception_ptr> failed;
  std::optional<matrix::Account> account;
};

}  // namespace

TEST_F(Account, makes_its_salt_once) {
  const auto first = run(matrix::recall_account(inbox)), second = run(matrix::recall_account(inbox));
  EXPECT_FALSE(first.salt.empty());
  EXPECT_EQ(first.salt, second.salt);
  EXPECT_EQ(first.since, "");
}

TEST_F(Account, hears_a_message_and_answers_where_it_was_written) {
  open();
  hear(sync_of("s1", json::array()));
  EXPECT_TRUE(hear(sync_of("s2", {sealed("$1", ada, text("hello"), 1)})));
  EXPECT_THAT(texts(), ElementsAre("hello"));
  EXPECT_EQ(notes["matrix/since"], "s2");
  run_until_asked("PUT /user/@mooring:example.org/account_data/m.direct");
  EXPECT_EQ(homeserver->asked("PUT /user/@mooring:example.org/account_data/m.direct").at(0).body, json({{ada, {room_a}}}));
  const runtime::Delivery delivery = to_ada(1, "hello to you");
  EXPECT_EQ(run(account->reply(delivery)), Sent::accepted);
  EXPECT_THAT(said(), ElementsAre("hello to you"));
}

TEST_F(Account, does_not_wait_in_its_first_sync_and_does_in_the_next) {
  open();
  hear(sync_of("s1", json::array()));
  hear(sync_of("s2", json::array()));
  const auto asked = homeserver->asked_for("/sync");
  EXPECT_THAT(asked.at(0), HasSubstr("timeout=0&"));
  EXPECT_THAT(asked.at(1), HasSubstr("timeout=30000&"));
  EXPECT_THAT(asked.at(1), testing::EndsWith("&since=s1"));
}

TEST_F(Account, does_not_answer_what_was_there_before_its_first_start) {
  open();
  hear(sync_of("s1", {sealed("$1", ada, text("hello"), 1)}));
  EXPECT_THAT(texts(), IsEmpty());
}

TEST_F(Account, goes_on_after_a_restart_where_it_was_and_calls_late_what_it_missed) {
  open();
  hear(sync_of("s1", json::array()));
  hear(sync_of("s2", {sealed("$1", ada, text("one"), 1)}));
  homeserver->answer("GET /user/@mooring:example.org/account_data/m.direct", ok({{ada, {room_a}}}));
  restart();
  hear(sync_of("s3", {sealed("$2", ada, text("two"), 2)}));
  EXPECT_THAT(homeserver->asked_for("/sync").back(), testing::EndsWith("&since=s2"));
  EXPECT_THAT(texts(), ElementsAre("one", "two"));
  EXPECT_EQ(inbox.messages.back().kind, MessageKind::late);
}

TEST_F(Account, sends_the_same_after_a_restart_under_the_same_name) {
  open();
  homeserver->answer("GET /user/@mooring:example.org/account_data/m.direct", ok({{ada, {room_a}}}));
  restart();
  const runtime::Delivery delivery = to_ada(1, "hello");
  run(account->reply(delivery));
  restart();
  run(account->reply(delivery));
  const auto sent = homeserver->asked_for("/send/");
  ASSERT_EQ(sent.size(), 2u);
  EXPECT_EQ(sent[0], sent[1]);
}

TEST_F(Account, does_not_keep_every_place_in_the_sync_at_which_nothing_came) {
  open();
  hear(sync_of("s1", json::array()));
  hear(sync_of("s2", json::array()));
  EXPECT_EQ(notes["matrix/since"], "s1");
}

TEST_F(Account, keeps_what_waits_for_its_key_over_a_restart) {
  open();
  hear(sync_of("s1", json::array()));
  crypto.unreadable["s"] = matrix::Unreadable::no_key;
  hear(sync_of("s2", {sealed("$1", ada, text("hello"), 1)}));
  EXPECT_EQ(notes["matrix/since"], "s2");
  restart();
  crypto.unreadable.clear();
  crypto.rooms_with_keys = {room_a};
  hear(with_keys({{"next_batch", "s3"}}));
  EXPECT_THAT(texts(), ElementsAre("hello"));
}

TEST_F(Account, loses_nothing_where_the_machine_fails) {
  open();
  hear(sync_of("s1", json::array()));
  const json sync = with_keys(sync_of("s2", {sealed("$1", ada, text("hello"), 1)}));
  crypto.failing["receive_sync"] = matrix::CryptoError::Kind::store;
  EXPECT_THROW(hear(sync), matrix::CryptoError);
  EXPECT_EQ(notes["matrix/since"], "s1");
  crypto.failing.clear();
  hear(sync);
  EXPECT_THAT(homeserver->asked_for("/sync").back(), testing::EndsWith("&since=s1"));
  EXPECT_THAT(texts(), ElementsAre("hello"));
}

TEST_F(Account, has_heard_nothing_where_the_homeservers_answer_is_none) {
  open();
  EXPECT_FALSE(hear(json::object()));
}

TEST_F(Account, answers_a_crisis_where_there_is_no_conversation_to_be_had) {
  homeserver->answer("GET /rooms/!a:example.org/state", ok(plain_room({ada})));
  open();
  hear(sync_of("s1", json::array()));
  hear(sync_of("s2", {message_event("$1", ada, text("crisis"))}));
  run_until_asked("/send/", 3);
  EXPECT_THAT(said(), ElementsAre("help is here", "a helpline", "not_encrypted"));
  EXPECT_THAT(texts(), IsEmpty());
}

TEST_F(Account, answers_a_crisis_in_a_room_that_was_closed) {
  json state = encrypted_room({ada});
  state.push_back(state_event("m.room.tombstone", "", {{"replacement_room", "!new:example.org"}}));
  homeserver->answer("GET /rooms/!a:example.org/state", ok(state));
  open();
  hear(sync_of("s1", json::array()));
  hear(sync_of("s2", {sealed("$1", ada, text("crisis"), 1)}));
  EXPECT_THAT(said(), ElementsAre("help is here", "a helpline"));
  EXPECT_THAT(texts(), IsEmpty());
}

TEST_F(Account, comes_where_it_is_invited_and_leaves_where_it_was_put_out) {
  open();
  hear({{"next_batch", "s1"}, {"rooms", {{"invite", {{"!in:example.org", json::object()}}}, {"leave", {{"!out:example.org", json::object()}}}}}});
  run_until_asked("POST /rooms/!in:example.org/join");
  run_until_asked("POST /rooms/!out:example.org/forget");
}

TEST_F(Account, tells_a_person_over_a_bridge_who_can_read_along_before_the_first_answer) {
  options.bridges = {"signal"};
  json state = plain_room({ada, "@bridge:example.org"});
  state.push_back(state_event("m.bridge", "s", {{"bridgebot", "@bridge:example.org"}, {"protocol", {{"id", "signal"}}}},
                              "@bridge:example.org"));
  homeserver->answer("GET /rooms/!a:example.org/state", ok(state));
  open();
  hear(sync_of("s1", json::array()));
  hear(sync_of("s2", {message_event("$1", ada, text("hello"))}));
  const runtime::Delivery delivery = to_ada(1, "hello to you");
  run(account->reply(delivery));
  EXPECT_THAT(said(), ElementsAre("bridged", "hello to you"));
}

TEST_F(Account, does_not_let_a_message_wait_for_where_it_will_be_answered_to_be_saved) {
  open();
  hear(sync_of("s1", json::array()));
  homeserver->hold("PUT /user/");
  hear(sync_of("s2", {sealed("$1", ada, text("hello"), 1)}));
  EXPECT_THAT(texts(), ElementsAre("hello"));
}

TEST_F(Account, asks_for_the_same_again_where_not_all_of_it_could_be_had) {
  open();
  hear(sync_of("s1", json::array()));
  homeserver->answer_in_turn("GET /rooms/!a:example.org/state", {broken(), broken(), broken()});
  const json sync = sync_of("s2", {sealed("$1", ada, text("hello"), 1)});
  EXPECT_FALSE(hear(sync));
  EXPECT_TRUE(hear(sync));
  EXPECT_THAT(homeserver->asked_for("/sync").back(), testing::EndsWith("&since=s1"));
  EXPECT_THAT(texts(), ElementsAre("hello"));
}

TEST_F(Account, begins_anew_where_the_homeserver_does_not_know_its_place_and_still_hears) {
  open();
  hear(sync_of("s1", json::array()));
  homeserver->answer_in_turn("/sync", {refused(400, "M_INVALID_PARAM")});
  homeserver->let_go("/sync");
  EXPECT_FALSE(run(account->listen()));
  hear(sync_of("t1", {sealed("$1", ada, text("hello"), 1)}));
  EXPECT_THAT(homeserver->asked_for("/sync").back(), testing::Not(HasSubstr("&since=")));
  EXPECT_THAT(texts(), ElementsAre("hello"));
}

TEST_F(Account, goes_where_it_was_invited_before_a_restart) {
  homeserver->hold("/join");
  open();
  hear({{"next_batch", "s1"}, {"rooms", {{"invite", {{"!in:example.org", json::object()}}}}}});
  run_until_asked("/join");
  restart();
  run_until_asked("/join", 2);
}

TEST_F(Account, tells_a_person_once_that_their_device_is_not_signed_and_only_when_that_is_sure) {
  open();
  hear(sync_of("s1", json::array()));
  crypto.unsigned_sessions = {"s"};
  crypto.unqueried = {ada};
  homeserver->answer("/keys/query", [&](const Asked&) { return crypto.unsigned_sessions.clear(), std::optional(Answer{}); });
  hear(sync_of("s2", {sealed("$1", ada, text("one"), 1)}));
  settle();
  EXPECT_THAT(said(), IsEmpty());
  crypto.unsigned_sessions = {"s"};
  for (const char* next : {"s3", "s4"}) hear(sync_of(next, {sealed("$" + std::string(next), ada, text("two"), 2)}));
  run_until_asked("/send/");
  settle();
  EXPECT_THAT(said(), ElementsAre("unsigned_device"));
}

TEST_F(Account, shows_that_it_types_once_what_went_before_is_out) {
  open();
  homeserver->answer("GET /user/@mooring:example.org/account_data/m.direct", ok({{ada, {room_a}}}));
  restart();
  account->show_typing(ada, std::chrono::seconds(3));
  runtime::Delivery first = to_ada(1, "one");
  first.more = true;
  run(account->reply(first));
  EXPECT_EQ(homeserver->count("/typing/"), 0u);
  const runtime::Delivery second = to_ada(2, "two");
  run(account->reply(second));
  run_until_asked("/typing/");
  EXPECT_EQ(homeserver->asked("/typing/").at(0).body["timeout"], 3000);
}

TEST_F(Account, says_which_of_what_goes_on_beside_has_failed) {
  open();
  hear(sync_of("s1", json::array()));
  crypto.failing["outgoing"] = matrix::CryptoError::Kind::store;
  hear(with_keys(sync_of("s2", json::array())));
  run_until([&] { return !failed.empty(); });
  EXPECT_THROW(std::rethrow_exception(failed.at(0)), matrix::CryptoError);
}

}  // namespace matrix_test
