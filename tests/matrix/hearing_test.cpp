#include "adapters/matrix/hearing.hpp"

#include "matrix/with_rooms.hpp"

namespace matrix_test {

namespace {

using core::Line;
using core::MessageKind;
using matrix::Decrypted;
using matrix::Unreadable;
using testing::ElementsAre;
using testing::IsEmpty;

class Hearing : public WithRooms {
 protected:
  std::optional<matrix::Tapped> hear(const matrix::Rooms::Ptr& room, const json& event, bool late = false) {
    const matrix::Event read = *matrix::read_event(event);
    if (!matrix::is_locked(read, self)) return hearing.hear(room, read, nullptr, late);
    matrix::FakeCryptoMachine opening(crypto);
    const auto clear = opening.decrypt(read.raw, room->id);
    return hearing.hear(room, read, &clear, late);
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> all;
    for (const core::Message& each : news.messages) all.push_back(each.text);
    return all;
  }
  Line remarked() const { return news.unread.at(0).remark.line; }

  matrix::WaitingEvents waiting;
  matrix::News news;
  matrix::Hearing hearing{rooms, options, waiting, news};
};

json tap(std::string answer) {
  return {{"org.matrix.msc3381.poll.response", {{"answers", {std::move(answer)}}}}, {"m.relates_to", {{"event_id", "$poll"}}}};
}

}  // namespace

TEST_F(Hearing, takes_a_sealed_text_of_the_person_for_a_message) {
  const auto room = room_with(encrypted_room({ada}));
  hear(room, sealed("$1", ada, text("hello"), 4));
  ASSERT_EQ(news.messages.size(), 1u);
  const core::Message& message = news.messages[0];
  EXPECT_EQ(message.channel, "matrix");
  EXPECT_EQ(message.conversation, ada);
  EXPECT_EQ(message.kind, MessageKind::text);
  EXPECT_EQ(message.text, "hello");
  EXPECT_EQ(message.reference, "$1");
  EXPECT_EQ(news.read.at(room_a), "$1");
  EXPECT_EQ(news.homes.at(ada), room);
}

TEST_F(Hearing, knows_the_same_ciphertext_again_in_another_event) {
  const auto room = room_with(encrypted_room({ada}));
  for (const char* id : {"$1", "$2"}) hear(room, sealed(id, ada, text("hello"), 4));
  hear(room, sealed("$3", ada, text("hello"), 5));
  EXPECT_EQ(news.messages.at(0).id, news.messages.at(1).id);
  EXPECT_NE(news.messages.at(0).id, news.messages.at(2).id);
}

TEST_F(Hearing, says_that_a_message_is_late) {
  hear(room_with(encrypted_room({ada})), sealed("$1", ada, text("hello"), 0), true);
  EXPECT_EQ(news.messages.at(0).kind, MessageKind::late);
}

TEST_F(Hearing, tells_media_edits_and_what_is_taken_back_from_texts) {
  const auto room = room_with(encrypted_room({ada}));
  hear(room, sealed("$1", ada, {{"msgtype", "m.image"}, {"body", "my cat"}, {"filename", "cat.jpg"}}, 1));
  hear(room, sealed("$2", ada, {{"msgtype", "m.text"}, {"body", "* new"}, {"m.new_content", text("new")},
                                {"m.relates_to", {{"rel_type", "m.replace"}, {"event_id", "$0"}}}}, 2), true);
  hear(room, message_event("$3", ada, {{"redacts", "$1"}}, "m.room.redaction"));
  ASSERT_EQ(news.messages.size(), 3u);
  EXPECT_EQ(news.messages[0].kind, MessageKind::media);
  EXPECT_EQ(news.messages[0].text, "my cat");
  EXPECT_EQ(news.messages[1].kind, MessageKind::edited);
  EXPECT_EQ(news.messages[1].text, "new");
  EXPECT_EQ(news.messages[2].kind, MessageKind::taken_back);
  EXPECT_EQ(news.messages[2].reference, "$1");
}

TEST_F(Hearing, looks_only_for_crisis_in_plain_text_in_an_encrypted_room) {
  const auto room = room_with(encrypted_room({ada}));
  hear(room, message_event("$1", ada, text("crisis")));
  hear(room, message_event("$2", ada, {{"msgtype", "m.image"}, {"body", "cat.jpg"}}));
  for (const core::Message& each : news.messages) EXPECT_EQ(each.kind, MessageKind::edited);
  EXPECT_THAT(texts(), ElementsAre("crisis", ""));
}

TEST_F(Hearing, takes_plain_text_for_a_message_over_a_named_bridge) {
  options.bridges = {"signal"};
  json state = plain_room({ada, "@bridge:example.org"});
  state.push_back(state_event("m.bridge", "s", {{"bridgebot", "@bridge:example.org"}, {"protocol", {{"id", "signal"}}}}, "@bridge:example.org"));
  const auto room = room_with(state);
  hear(room, message_event("$1", ada, text("hello")));
  hear(room, message_event("$2", "@bridge:example.org", text("you are connected")));
  EXPECT_THAT(texts(), ElementsAre("hello"));
  EXPECT_EQ(news.messages.at(0).kind, MessageKind::text);
}

TEST_F(Hearing, does_not_listen_to_itself_nor_to_bots_nor_to_those_who_are_not_there) {
  const auto room = room_with(encrypted_room({ada}));
  hear(room, sealed("$1", self, text("mine"), 1));
  hear(room, message_event("$2", self, text("mine too")));
  hear(room, sealed("$3", ada, {{"msgtype", "m.notice"}, {"body", "a bot"}}, 2));
  hear(room, sealed("$4", bea, text("from outside"), 3));
  EXPECT_THAT(news.messages, IsEmpty());
  EXPECT_EQ(news.read.at(room_a), "$4");
}

TEST_F(Hearing, puts_aside_what_is_written_where_there_is_no_conversation) {
  hear(room_with(plain_room({ada})), message_event("$1", ada, text("hello")));
  hear(room_with(encrypted_room({ada, bea}), room_b), sealed("$2", ada, text("crisis"), 1));
  hear(room_with(plain_room({ada})), message_event("$3", ada, {{"redacts", "$1"}}, "m.room.redaction"));
  EXPECT_THAT(news.messages, IsEmpty());
  ASSERT_EQ(news.asides.size(), 2u);
  EXPECT_EQ(news.asides[0].line, Line::not_encrypted);
  EXPECT_EQ(news.asides[0].text, "hello");
  EXPECT_EQ(news.asides[1].line, Line::group);
  EXPECT_EQ(news.asides[1].text, "crisis");
}

TEST_F(Hearing, puts_aside_what_is_written_in_a_room_that_was_closed_and_says_nothing_about_it) {
  json moved = encrypted_room({ada});
  moved.push_back(state_event("m.room.tombstone", "", {{"replacement_room", room_b}}));
  hear(room_with(moved), sealed("$1", ada, text("crisis"), 1));
  ASSERT_EQ(news.asides.size(), 1u);
  EXPECT_EQ(news.asides[0].line, std::nullopt);
  EXPECT_EQ(news.asides[0].text, "crisis");
}

TEST_F(Hearing, tells_a_third_one_at_home_from_a_group) {
  at_home(ada, room_a, json::array());
  hear(room_with(encrypted_room({ada, bea})), sealed("$1", bea, text("hi"), 1));
  EXPECT_EQ(news.asides.at(0).line, Line::third_person);
}

TEST_F(Hearing, says_nothing_about_where_a_person_is_answered_as_before) {
  at_home(ada, room_a, json::array());
  hear(room_with(encrypted_room({ada})), sealed("$1", ada, text("hello"), 1));
  EXPECT_THAT(news.homes, IsEmpty());
}

TEST_F(Hearing, keeps_what_it_cannot_read_until_the_key_comes) {
  crypto.unreadable["s"] = Unreadable::no_key;
  hear(room_with(encrypted_room({ada})), sealed("$1", ada, text("hello"), 1));
  EXPECT_THAT(news.messages, IsEmpty());
  EXPECT_EQ(remarked(), Line::cannot_read);
  EXPECT_TRUE(news.unread.at(0).waits);
  EXPECT_TRUE(news.waiting_changed);
  EXPECT_EQ(waiting.all().size(), 1u);
}

TEST_F(Hearing, speaks_once_of_what_it_still_cannot_read_and_keeps_it_no_longer_than_that) {
  const auto room = room_with(encrypted_room({ada}));
  crypto.unreadable["s"] = Unreadable::no_key;
  for (int i = 0; i < 2; ++i) hear(room, sealed("$1", ada, text("hello"), 1));
  EXPECT_EQ(news.unread.size(), 1u);
  news = {};
  crypto.unreadable.clear();
  hear(room, sealed("$1", ada, text("hello"), 1));
  EXPECT_THAT(texts(), ElementsAre("hello"));
  EXPECT_TRUE(news.waiting_changed);
  EXPECT_THAT(waiting.all(), IsEmpty());
}

TEST_F(Hearing, names_the_reason_why_it_cannot_read) {
  const auto room = room_with(encrypted_room({ada}));
  for (const auto& [reason, line] : {std::pair(Unreadable::withheld, Line::key_withheld), {Unreadable::unverified, Line::key_withheld},
                                     {Unreadable::untrusted, Line::sender_changed}, {Unreadable::malformed, Line::cannot_read}}) {
    news = {};
    crypto.unreadable["s"] = reason;
    hear(room, sealed("$" + std::to_string(static_cast<int>(reason)), ada, text("hello"), 1));
    EXPECT_EQ(remarked(), line);
  }
}

TEST_F(Hearing, does_not_wait_for_a_key_that_would_not_help) {
  for (const Unreadable reason : {Unreadable::untrusted, Unreadable::malformed}) {
    crypto.unreadable["s"] = reason;
    hear(room_with(encrypted_room({ada})), sealed("$1", ada, text("hello"), 1));
  }
  EXPECT_THAT(waiting.all(), IsEmpty());
  EXPECT_FALSE(news.waiting_changed);
}

TEST_F(Hearing, says_nothing_of_what_it_cannot_read_in_a_group) {
  crypto.unreadable["s"] = Unreadable::no_key;
  hear(room_with(encrypted_room({ada, bea})), sealed("$1", ada, text("hello"), 1));
  EXPECT_THAT(news.unread, IsEmpty());
}

TEST_F(Hearing, looks_only_for_crisis_in_what_comes_from_a_device_that_its_owner_could_have_signed) {
  crypto.unsigned_sessions = {"s"};
  hear(room_with(encrypted_room({ada})), sealed("$1", ada, text("hello"), 1));
  EXPECT_THAT(texts(), ElementsAre("hello"));
  EXPECT_EQ(news.messages.at(0).kind, MessageKind::edited);
  ASSERT_EQ(news.notices.size(), 1u);
  EXPECT_EQ(news.notices[0].line, Line::unsigned_device);
  EXPECT_EQ(news.notices[0].whose, matrix::Readers::all_devices);
}

TEST_F(Hearing, listens_to_a_device_that_nobody_could_have_signed) {
  crypto.unsigned_sessions = {"s"};
  crypto.identities = false;
  hear(room_with(encrypted_room({ada})), sealed("$1", ada, text("hello"), 1));
  EXPECT_EQ(news.messages.at(0).kind, MessageKind::text);
  EXPECT_EQ(news.notices.size(), 1u);
}

TEST_F(Hearing, does_not_believe_somebody_over_a_bridge_who_is_answered_in_a_sealed_room) {
  options.bridges = {"signal"};
  at_home(ada, room_b, encrypted_room({ada}));
  run(rooms.find(room_b));
  json state = plain_room({ada, "@bridge:example.org"});
  state.push_back(state_event("m.bridge", "s", {{"bridgebot", "@bridge:example.org"}, {"protocol", {{"id", "signal"}}}}, "@bridge:example.org"));
  hear(room_with(state), message_event("$1", ada, text("hello")));
  EXPECT_THAT(news.messages, IsEmpty());
  EXPECT_THAT(news.homes, IsEmpty());
  EXPECT_EQ(news.asides.size(), 1u);
}

TEST_F(Hearing, turns_a_tap_that_fits_into_its_number_and_any_other_into_an_answer_without_words) {
  const auto room = room_with(encrypted_room({ada}));
  for (const bool fits : {true, false}) {
    news = {};
    auto tapped = hear(room, sealed("$1", ada, tap("7-2"), fits ? 1 : 2, "org.matrix.msc3381.poll.response"));
    ASSERT_TRUE(tapped);
    EXPECT_EQ(tapped->person, ada);
    EXPECT_EQ(tapped->delivery, 7u);
    EXPECT_EQ(tapped->choice, 2u);
    hearing.tapped(std::move(*tapped), fits);
    EXPECT_THAT(texts(), ElementsAre(fits ? "2" : ""));
  }
}

TEST_F(Hearing, does_not_count_a_tap_besides_words) {
  const auto room = room_with(encrypted_room({ada}));
  hear(room, sealed("$1", ada, text("rather something else"), 1));
  auto tapped = hear(room, sealed("$2", ada, tap("7-2"), 2, "org.matrix.msc3381.poll.response"));
  hearing.tapped(std::move(tapped.value()), true);
  EXPECT_THAT(texts(), ElementsAre("rather something else"));
}

TEST_F(Hearing, does_not_take_a_tap_on_anothers_poll_for_an_answer) {
  EXPECT_FALSE(hear(room_with(encrypted_room({ada})), sealed("$1", ada, tap("theirs"), 1, "org.matrix.msc3381.poll.response")));
  EXPECT_THAT(news.messages, IsEmpty());
}

TEST_F(Hearing, follows_a_rooms_state_from_event_to_event) {
  const auto room = room_with(encrypted_room({ada}));
  hear(room, sealed("$1", ada, text("alone"), 1));
  hear(room, member(bea));
  hear(room, sealed("$2", ada, text("with a third one"), 2));
  hear(room, member(bea, "leave"));
  hear(room, sealed("$3", ada, text("alone again"), 3));
  EXPECT_THAT(texts(), ElementsAre("alone", "alone again"));
  EXPECT_EQ(news.asides.size(), 1u);
  EXPECT_EQ(news.changes.at(room_a).event, std::string("$state of m.room.member") + bea);
}

TEST_F(Hearing, does_not_call_it_a_change_where_nothing_has_changed) {
  const auto room = room_with(encrypted_room({ada}));
  hear(room, member(ada));
  EXPECT_THAT(news.changes, IsEmpty());
}

}  // namespace matrix_test
