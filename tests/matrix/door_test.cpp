#include "adapters/matrix/door.hpp"

#include "matrix/with_rooms.hpp"

namespace matrix_test {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Door : public WithRooms {
 protected:
  /// What was asked for by POST and said, in order.
  std::vector<std::string> done() {
    std::vector<std::string> all;
    for (const std::string& what : homeserver->asked_for())
      if (what.starts_with("POST /rooms") || what.starts_with("PUT /rooms")) all.push_back(what.substr(0, what.find("/m.room.encrypted")));
    return all;
  }

  matrix::Door door{*client, rooms, speaker, tasks, ""};
};

}  // namespace

TEST_F(Door, is_gone_through_where_the_bot_is_invited) {
  door.invited(room_a);
  run_until_asked("POST /rooms/!a:example.org/join");
}

TEST_F(Door, is_gone_through_after_a_restart_where_the_bot_had_not_come_yet) {
  homeserver->hold("/join");
  door.invited(room_a);
  EXPECT_TRUE(door.has_news());
  EXPECT_FALSE(door.has_news());
  matrix::Door next(*client, rooms, speaker, tasks, door.note());
  next.begin();
  run_until_asked("POST /rooms/!a:example.org/join", 2);
  homeserver->let_go("/join");
  run_until([&] { return next.has_news(); });
  EXPECT_EQ(next.note(), "[]");
  run_until([&] { return door.has_news(); });
}

TEST_F(Door, is_gone_through_once_however_often_the_bot_is_invited) {
  homeserver->hold("/join");
  for (int i = 0; i < 3; ++i) door.invited(room_a);
  run_until_asked("/join");
  settle();
  EXPECT_EQ(homeserver->count("/join"), 1u);
}

TEST_F(Door, may_have_a_note_that_is_none) {
  for (const char* note : {"", "{", "null", "1", R"([1,null,{}])", R"({"a":"b"})"}) {
    matrix::Door next(*client, rooms, speaker, tasks, note);
    EXPECT_THAT(next.note(), testing::AnyOf("[]", R"(["b"])")) << note;
  }
}

TEST_F(Door, is_closed_to_a_crowd_without_a_word) {
  door.look(rooms.crowd(room_a), "$cause");
  run_until_asked("/forget");
  EXPECT_THAT(said(), IsEmpty());
  EXPECT_EQ(homeserver->count("POST /rooms/!a:example.org/leave"), 1u);
}

TEST_F(Door, is_closed_to_a_group_in_plain_words_and_then_for_good) {
  door.look(room_with(encrypted_room({ada, bea})), "$cause");
  run_until_asked("/forget");
  EXPECT_THAT(said(), ElementsAre("sealed: group"));
  EXPECT_THAT(done(), ElementsAre("PUT /rooms/!a:example.org/send", "POST /rooms/!a:example.org/leave", "POST /rooms/!a:example.org/forget"));
}

TEST_F(Door, is_not_closed_to_a_home_that_a_third_one_enters_and_that_is_said_once) {
  at_home(ada, room_a, json::array());
  const auto room = room_with(encrypted_room({ada, bea}));
  for (const char* cause : {"$one", "$two"}) door.look(room, cause);
  run_until_asked("/send/");
  settle();
  EXPECT_THAT(said(), ElementsAre("sealed: third_person"));
  EXPECT_EQ(homeserver->count("/leave"), 0u);
}

TEST_F(Door, is_watched_again_after_the_third_one_has_left) {
  at_home(ada, room_a, json::array());
  const auto room = room_with(encrypted_room({ada, bea}));
  door.look(room, "$one");
  run_until_asked("/send/");
  matrix::apply(*room, *matrix::read_event(member(bea, "leave")));
  door.look(room, "$two");
  matrix::apply(*room, *matrix::read_event(member(bea)));
  door.look(room, "$three");
  run_until_asked("/send/", 2);
  EXPECT_THAT(said(), ElementsAre("sealed: third_person", "sealed: third_person"));
  EXPECT_NE(transactions().at(0), transactions().at(1));
}

TEST_F(Door, is_where_the_bot_goes_when_everyone_has) {
  const auto room = room_with(encrypted_room({}));
  for (const char* cause : {"$one", "$two"}) door.look(room, cause);
  door.put_out(room_a);
  run_until_asked("/forget");
  settle();
  EXPECT_THAT(homeserver->asked_for("POST "), ElementsAre("POST /rooms/!a:example.org/leave", "POST /rooms/!a:example.org/forget"));
  EXPECT_THAT(said(), IsEmpty());
}

TEST_F(Door, is_forgotten_where_the_bot_was_put_out) {
  door.put_out(room_a);
  run_until_asked("/forget");
  settle();
  EXPECT_EQ(homeserver->count("/leave"), 0u);
}

TEST_F(Door, leads_on_where_a_room_was_closed) {
  json state = encrypted_room({ada});
  state.push_back(state_event("m.room.tombstone", "", {{"replacement_room", room_b}}));
  door.look(room_with(state), "$cause");
  run_until([&] { return homeserver->count("/forget") > 0 && homeserver->count("/join") > 0; });
  EXPECT_THAT(homeserver->asked_for("POST "),
              testing::UnorderedElementsAre("POST /rooms/!b:example.org/join", "POST /rooms/!a:example.org/leave",
                                            "POST /rooms/!a:example.org/forget"));
}

TEST_F(Door, stays_as_it_is_where_something_is_to_be_said_only_to_a_message) {
  json waiting = encrypted_room({});
  waiting.push_back(member(ada, "invite"));
  for (const json& state : {plain_room({ada}), encrypted_room({ada}), waiting}) door.look(room_with(state), "$cause");
  settle();
  EXPECT_THAT(done(), IsEmpty());
}

}  // namespace matrix_test
