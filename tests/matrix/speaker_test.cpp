#include "adapters/matrix/speaker.hpp"

#include "matrix/with_rooms.hpp"

namespace matrix_test {

namespace {

using core::Line;
using runtime::Delivery;
using runtime::Sent;
using testing::ElementsAre;
using testing::IsEmpty;

class Speaker : public WithRooms {
 protected:
  Delivery to_ada(std::uint64_t id, std::string text, std::vector<std::string> choices = {}) {
    return {id, ada, {std::move(text), std::move(choices), false}};
  }
  Sent reply(const Delivery& delivery) { return run(speaker.reply(delivery)); }
  Sent reply_of_another(const Delivery& delivery, std::string salt) {
    matrix::Speaker other(*client, encryption, rooms, inbox, options, std::move(salt));
    return run(other.reply(delivery));
  }
  void remark(const matrix::Rooms::Ptr& room, Line line, std::string cause, matrix::Readers whose = matrix::Readers::signed_devices) {
    matrix::Remark one{room, line, std::move(cause), whose};
    run(speaker.remark(std::move(one)));
  }
  json switched_off() {
    json state = encrypted_room({ada});
    state.push_back(state_event("m.room.encryption", "", {{"algorithm", "none"}}));
    return state;
  }
  json bridged_room() {
    json state = plain_room({ada, "@bridge:example.org"});
    state.push_back(state_event("m.bridge", "signal", {{"bridgebot", "@bridge:example.org"}, {"protocol", {{"id", "signal"}}}}, "@bridge:example.org"));
    return state;
  }
  json page(const std::vector<std::pair<std::string, std::string>>& events) {
    json chunk = json::array();
    for (const auto& [id, sender] : events) chunk.push_back(sealed(id, sender, text("x"), 0));
    return {{"chunk", chunk}};
  }
};

}  // namespace

TEST_F(Speaker, replies_sealed_where_the_person_is_answered) {
  at_home(ada, room_a, encrypted_room({ada}));
  EXPECT_EQ(reply(to_ada(1, "hello", {"yes", "no"})), Sent::accepted);
  EXPECT_THAT(said(room_a), ElementsAre("sealed: hello\n1 yes\n2 no"));
  EXPECT_EQ(homeserver->asked("/send/").at(0).body["fake"]["content"]["msgtype"], "m.notice");
}

TEST_F(Speaker, names_a_reply_the_same_when_it_comes_again_after_a_restart_too) {
  at_home(ada, room_a, encrypted_room({ada}));
  reply(to_ada(1, "hello"));
  reply(to_ada(1, "hello"));
  reply_of_another(to_ada(1, "hello"), "salt");
  reply(to_ada(2, "hello"));
  reply_of_another(to_ada(1, "hello"), "other store");
  const auto txns = transactions();
  EXPECT_EQ(txns[0], txns[1]);
  EXPECT_EQ(txns[0], txns[2]);
  EXPECT_NE(txns[0], txns[3]);
  EXPECT_NE(txns[0], txns[4]);
}

TEST_F(Speaker, names_each_reply_that_is_not_stored_anew) {
  at_home(ada, room_a, encrypted_room({ada}));
  for (int i = 0; i < 2; ++i) reply(to_ada(0, "hello"));
  EXPECT_NE(transactions().at(0), transactions().at(1));
}

TEST_F(Speaker, replies_in_plain_text_only_over_a_bridge_that_the_host_has_named) {
  at_home(ada, room_a, bridged_room());
  EXPECT_EQ(reply(to_ada(1, "hello")), Sent::refused);
  options.bridges = {"signal"};
  EXPECT_EQ(reply(to_ada(1, "hello")), Sent::accepted);
  EXPECT_THAT(said(), ElementsAre("hello"));
}

TEST_F(Speaker, does_not_reply_where_there_is_no_conversation_to_be_had) {
  for (const json& state : {plain_room({ada}), encrypted_room({}), switched_off()}) {
    at_home(ada, "!" + std::to_string(homeserver->count("")), state);
    EXPECT_EQ(reply(to_ada(1, "hello")), Sent::refused) << state;
  }
  EXPECT_THAT(said(), IsEmpty());
}

TEST_F(Speaker, keeps_a_reply_for_when_they_are_alone_again_or_are_somewhere) {
  at_home(ada, room_a, encrypted_room({ada, bea}));
  EXPECT_EQ(reply(to_ada(1, "hello")), Sent::unknown);
  EXPECT_EQ(reply({1, bea, {"hello", {}, false}}), Sent::unknown);
  EXPECT_THAT(said(), IsEmpty());
}

TEST_F(Speaker, answers_a_crisis_wherever_there_is_somebody_but_never_openly_where_it_was_sealed) {
  for (const json& state : {plain_room({ada}), encrypted_room({ada, bea}), switched_off()}) {
    at_home(ada, "!" + std::to_string(homeserver->count("")), state);
    Delivery crisis = to_ada(1, "help");
    crisis.reply.urgent = true;
    reply(crisis);
  }
  EXPECT_THAT(said(), ElementsAre("help", "sealed: help"));
}

TEST_F(Speaker, tells_before_the_first_reply_over_a_bridge_who_can_read_along_and_after_one_that_is_urgent) {
  options.bridges = {"signal"};
  at_home(ada, room_a, bridged_room());
  Delivery crisis = to_ada(1, "help");
  crisis.reply.urgent = true;
  for (const Delivery& each : {crisis, to_ada(2, "hello")}) {
    speaker.may_remark_again(room_a, Line::bridged);
    speaker.tell_of_bridge(room_a);
    reply(each);
  }
  reply(to_ada(3, "how are you?"));
  EXPECT_THAT(said(), ElementsAre("help", "bridged", "bridged", "hello", "how are you?"));
}

TEST_F(Speaker, never_goes_back_to_plain_text) {
  remark(room_with(switched_off()), Line::not_encrypted, "$cause");
  EXPECT_THAT(said(), ElementsAre("sealed: not_encrypted"));
}

TEST_F(Speaker, says_in_plain_text_that_a_room_is_not_encrypted) {
  remark(room_with(plain_room({ada})), Line::not_encrypted, "$cause");
  EXPECT_THAT(said(), ElementsAre("not_encrypted"));
}

TEST_F(Speaker, tells_what_was_refused_from_what_will_come_again) {
  at_home(ada, room_a, encrypted_room({ada}));
  homeserver->answer_in_turn("/send/", {refused(403, "M_FORBIDDEN")});
  EXPECT_EQ(reply(to_ada(1, "hello")), Sent::refused);
  homeserver->answer("/sendToDevice/", refused(403, "M_FORBIDDEN"));
  crypto.shared.clear();
  EXPECT_EQ(reply(to_ada(2, "hello")), Sent::unknown);
}

TEST_F(Speaker, does_not_know_what_became_of_a_reply_to_a_room_that_the_homeserver_cannot_tell_of) {
  at_home(ada, room_a, json::array());
  homeserver->answer("/state", broken());
  EXPECT_EQ(reply(to_ada(1, "hello")), Sent::unknown);
}

TEST_F(Speaker, does_not_know_what_became_of_a_reply_when_the_bot_goes) {
  at_home(ada, room_a, encrypted_room({ada}));
  homeserver->hold("/send/");
  const Delivery delivery = to_ada(1, "hello");
  const auto outcome = start(speaker.reply(delivery));
  run_until_asked("/send/");
  client->abandon();
  run_until([&] { return outcome->done; });
  EXPECT_EQ(*outcome->value, Sent::unknown);
}

TEST_F(Speaker, asks_by_a_sealed_poll_where_the_host_wants_that) {
  options.polls = true;
  at_home(ada, room_a, encrypted_room({ada}));
  reply(to_ada(7, "how?", {"good", "bad"}));
  const json sealed = homeserver->asked("/send/m.room.encrypted/").at(0).body["fake"];
  EXPECT_EQ(sealed["type"], "org.matrix.msc3381.poll.start");
  EXPECT_EQ(sealed["content"]["org.matrix.msc3381.poll.start"]["answers"][1]["id"], "7-2");
}

TEST_F(Speaker, makes_no_poll_of_a_crisis_nor_of_what_is_not_stored_nor_without_choices) {
  options.polls = true;
  at_home(ada, room_a, encrypted_room({ada}));
  Delivery crisis = to_ada(1, "help", {"call"});
  crisis.reply.urgent = true;
  for (const Delivery& each : {crisis, to_ada(0, "sorry", {"again"}), to_ada(2, "hello")}) reply(each);
  for (const Asked& each : homeserver->asked("/send/")) EXPECT_EQ(each.body["fake"]["type"], "m.room.message");
}

TEST_F(Speaker, takes_a_neutral_name_before_the_first_quiet_word_and_keeps_it) {
  at_home(ada, room_a, encrypted_room({ada}));
  Delivery delivery = to_ada(1, "hello");
  delivery.quiet = true;
  reply(delivery);
  delivery.id = 2;
  reply(delivery);
  const auto names = homeserver->asked("/state/m.room.member/@mooring:example.org");
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].body, json({{"membership", "join"}, {"displayname", "quiet_name"}, {"avatar_url", ""}}));
  const auto all = homeserver->asked_for("PUT ");
  EXPECT_LT(std::ranges::find(all, names[0].what), std::ranges::find_if(all, [](const auto& each) { return each.find("/send/") != std::string::npos; }));
}

TEST_F(Speaker, takes_its_own_name_and_picture_again_afterwards) {
  homeserver->answer("GET /profile/", ok({{"displayname", "Mooring"}, {"avatar_url", "mxc://example.org/m"}}));
  at_home(ada, room_a, encrypted_room({ada}));
  Delivery delivery = to_ada(1, "hello");
  delivery.quiet = true;
  reply(delivery);
  reply(to_ada(2, "hello"));
  reply(to_ada(3, "hello"));
  const auto names = homeserver->asked("/state/m.room.member/");
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[1].body, json({{"membership", "join"}, {"displayname", "Mooring"}, {"avatar_url", "mxc://example.org/m"}}));
}

TEST_F(Speaker, says_its_words_where_the_name_can_not_be_had) {
  homeserver->answer("/state/m.room.member/", refused(403, "M_FORBIDDEN"));
  at_home(ada, room_a, encrypted_room({ada}));
  Delivery delivery = to_ada(1, "hello");
  delivery.quiet = true;
  EXPECT_EQ(reply(delivery), Sent::accepted);
}

TEST_F(Speaker, takes_back_all_it_wrote_but_the_way_out) {
  at_home(ada, room_a, encrypted_room({ada}));
  homeserver->answer("/messages", ok(page({{"$1", self}})));
  json newest = page({{"$sent", self}, {"$3", ada}, {"$2", self}});
  newest["end"] = "older";
  newest["chunk"].push_back(message_event("$gone", self, json::object()));
  homeserver->answer_in_turn("/messages", {ok(newest)});
  Delivery delivery = to_ada(1, "bye");
  delivery.then = core::Then::leave;
  EXPECT_EQ(reply(delivery), Sent::accepted);
  const auto redacted = homeserver->asked_for("/redact/");
  ASSERT_EQ(redacted.size(), 2u);
  EXPECT_THAT(redacted[0], testing::HasSubstr("/redact/$2/"));
  EXPECT_THAT(redacted[1], testing::HasSubstr("/redact/$1/"));
}

TEST_F(Speaker, has_not_finished_taking_back_where_the_homeserver_does_not_say_what_there_is) {
  at_home(ada, room_a, encrypted_room({ada}));
  homeserver->answer("/messages", broken());
  Delivery delivery = to_ada(1, "bye");
  delivery.then = core::Then::leave;
  EXPECT_EQ(reply(delivery), Sent::unfinished);
  homeserver->answer("/messages", ok(page({{"$1", self}})));
  EXPECT_EQ(reply(delivery), Sent::accepted);
  EXPECT_EQ(transactions().at(0), transactions().at(1));
}

TEST_F(Speaker, takes_back_a_part_at_a_time_for_others_wait_too) {
  at_home(ada, room_a, encrypted_room({ada}));
  std::vector<std::pair<std::string, std::string>> events{{"$sent", self}};
  for (int i = 0; i < 25; ++i) events.emplace_back("$" + std::to_string(i), self);
  homeserver->answer("/messages", ok(page(events)));
  Delivery delivery = to_ada(1, "bye");
  delivery.then = core::Then::leave;
  EXPECT_EQ(reply(delivery), Sent::unfinished);
  EXPECT_EQ(homeserver->count("/redact/"), 20u);
}

TEST_F(Speaker, makes_a_remark_again_that_could_not_be_made) {
  const auto room = room_with(encrypted_room({ada}));
  homeserver->answer_in_turn("/send/", {refused(403, "M_FORBIDDEN")});
  for (const char* cause : {"$one", "$two"}) remark(room, Line::cannot_read, cause);
  EXPECT_EQ(homeserver->count("/send/"), 2u);
}

TEST_F(Speaker, makes_a_remark_once_in_each_room) {
  const auto room = room_with(encrypted_room({ada})), other = room_with(encrypted_room({bea}), room_b);
  for (const char* cause : {"$one", "$two"}) remark(room, Line::cannot_read, cause);
  remark(other, Line::cannot_read, "$three");
  remark(room, Line::key_withheld, "$four");
  EXPECT_THAT(said(), ElementsAre("sealed: cannot_read", "sealed: cannot_read", "sealed: key_withheld"));
  EXPECT_TRUE(speaker.has_remarked(room_a, Line::cannot_read));
  speaker.may_remark_again(room_a, Line::cannot_read);
  EXPECT_FALSE(speaker.has_remarked(room_a, Line::cannot_read));
}

TEST_F(Speaker, can_tell_a_device_that_is_not_signed_that_it_is_not) {
  remark(room_with(encrypted_room({ada})), Line::unsigned_device, "s", matrix::Readers::all_devices);
  EXPECT_TRUE(crypto.shared.at(room_a).contains("unsigned devices"));
}

TEST_F(Speaker, says_each_crisis_line_and_each_the_same_when_said_again) {
  const auto room = room_with(plain_room({ada}));
  matrix::Speaker other(*client, encryption, rooms, inbox, options, "salt");
  for (matrix::Speaker* each : {&speaker, &other}) run(each->say_crisis_lines(room, inbox.crisis_lines("crisis"), "$cause"));
  EXPECT_THAT(said(), ElementsAre("help is here", "a helpline", "help is here", "a helpline"));
  const auto txns = transactions();
  EXPECT_NE(txns[0], txns[1]);
  EXPECT_EQ(txns[0], txns[2]);
  EXPECT_EQ(txns[1], txns[3]);
}

TEST_F(Speaker, does_not_let_a_flood_of_crises_in_one_room_go_before_everyone_else) {
  const auto room = room_with(plain_room({ada})), other = room_with(plain_room({bea}), room_b);
  for (const char* cause : {"$one", "$two"}) run(speaker.say_crisis_lines(room, inbox.crisis_lines("crisis"), cause));
  run(speaker.say_crisis_lines(other, inbox.crisis_lines("crisis"), "$three"));
  EXPECT_EQ(said(room_a).size(), 2u);
  EXPECT_EQ(said(room_b).size(), 2u);
}

}  // namespace matrix_test
