#include "adapters/matrix/rooms.hpp"

#include "matrix/with_homeserver.hpp"

namespace matrix_test {

namespace {

using matrix::Standing;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char *room_a = "!a:example.org", *room_b = "!b:example.org";
constexpr const char* direct = "PUT /user/@mooring:example.org/account_data/m.direct";

class Rooms : public WithHomeserver {
 protected:
  void load(json content) {
    homeserver->answer("GET /user/@mooring:example.org/account_data/m.direct", ok(std::move(content)));
    run(rooms.load_direct());
  }
  json saved() { return homeserver->asked(direct).back().body; }

  matrix::Rooms rooms{io.get_executor(), *client, options};
};

}  // namespace

TEST_F(Rooms, are_described_by_the_homeserver_once) {
  homeserver->answer("GET /rooms/!a:example.org/state", ok(encrypted_room({ada})));
  const auto room = run(rooms.find(room_a));
  ASSERT_TRUE(room);
  EXPECT_EQ(rooms.standing(*room), Standing::direct);
  EXPECT_EQ(rooms.person_in(*room), ada);
  EXPECT_EQ(run(rooms.find(room_a)), room);
  EXPECT_EQ(homeserver->count("/state"), 1u);
}

TEST_F(Rooms, that_we_are_not_in_are_asked_about_again) {
  homeserver->answer_in_turn("/state", {refused(403, "M_FORBIDDEN"), ok(json::array()), ok(encrypted_room({ada}))});
  for (int i = 0; i < 2; ++i) EXPECT_THAT(run(rooms.find(room_a))->members, IsEmpty());
  EXPECT_EQ(run(rooms.find(room_a))->members.size(), 2u);
}

TEST_F(Rooms, are_nothing_where_the_homeserver_does_not_answer_until_that_is_hopeless) {
  homeserver->answer("/state", broken());
  for (int i = 0; i < 2; ++i) EXPECT_EQ(run(rooms.find(room_a)), nullptr);
  const auto room = run(rooms.find(room_a));
  ASSERT_TRUE(room);
  EXPECT_THAT(room->members, IsEmpty());
}

TEST_F(Rooms, are_nothing_when_the_bot_goes) {
  client->abandon();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(run(rooms.find(room_a)), nullptr);
}

TEST_F(Rooms, are_as_the_homeserver_last_described_them) {
  homeserver->answer_in_turn("/state", {ok(encrypted_room({ada})), ok(encrypted_room({ada, bea}))});
  run(rooms.ask(room_a));
  const auto now = run(rooms.ask(room_a));
  EXPECT_EQ(rooms.standing(*now), Standing::group);
  EXPECT_EQ(run(rooms.find(room_a)), now);
}

TEST_F(Rooms, of_a_crowd_are_groups_without_asking_who_they_are) {
  EXPECT_EQ(rooms.standing(*rooms.crowd(room_a)), Standing::group);
  EXPECT_EQ(homeserver->count(""), 0u);
}

TEST_F(Rooms, of_a_person_are_those_of_the_account_and_the_last_one_counts) {
  load({{ada, {room_b, room_a}}});
  homeserver->answer("/state", ok(encrypted_room({ada})));
  EXPECT_EQ(run(rooms.find_for(ada))->id, room_a);
  EXPECT_TRUE(rooms.is_answered_in(ada, room_a));
  EXPECT_FALSE(rooms.is_answered_in(ada, room_b));
  EXPECT_TRUE(rooms.is_home(room_b));
}

TEST_F(Rooms, of_a_stranger_have_no_members) {
  load({{ada, {room_a}}});
  const auto none = run(rooms.find_for(bea));
  ASSERT_TRUE(none);
  EXPECT_THAT(none->members, IsEmpty());
  EXPECT_EQ(homeserver->count("/state"), 0u);
}

TEST_F(Rooms, are_remembered_where_somebody_is_answered_elsewhere_from_now_on) {
  load({{ada, {room_a}}});
  for (int i = 0; i < 2; ++i) {
    rooms.prefer(ada, room_b);
    run(rooms.save_direct());
  }
  EXPECT_EQ(saved(), json({{ada, {room_a, room_b}}}));
  EXPECT_EQ(homeserver->count(direct), 1u);
}

TEST_F(Rooms, are_saved_one_time_after_the_other_and_the_latest_last) {
  homeserver->hold(direct);
  rooms.prefer(ada, room_a);
  const auto one = start(rooms.save_direct());
  run_until_asked(direct);
  rooms.prefer(bea, room_b);
  const auto two = start(rooms.save_direct());
  settle();
  EXPECT_EQ(homeserver->count(direct), 1u);
  homeserver->let_go(direct);
  run_until([&] { return one->done && two->done; });
  EXPECT_EQ(saved(), json({{ada, {room_a}}, {bea, {room_b}}}));
}

TEST_F(Rooms, of_a_person_may_be_sealed_elsewhere) {
  load({{ada, {room_a}}});
  EXPECT_FALSE(rooms.is_sealed_elsewhere(ada, room_b));  // as far as is known
  homeserver->answer("/state", ok(encrypted_room({ada})));
  run(rooms.find(room_a));
  EXPECT_TRUE(rooms.is_sealed_elsewhere(ada, room_b));
  EXPECT_FALSE(rooms.is_sealed_elsewhere(ada, room_a));
}

TEST_F(Rooms, begin_with_none_where_the_account_has_no_list) {
  homeserver->answer("m.direct", refused(404, "M_NOT_FOUND"));
  run(rooms.load_direct());
  EXPECT_FALSE(rooms.is_home(room_a));
}

TEST_F(Rooms, do_not_begin_where_the_list_is_kept_from_the_bot) {
  homeserver->answer("m.direct", refused(403, "M_FORBIDDEN"));
  EXPECT_THROW(run(rooms.load_direct()), runtime::ChannelError);
}

TEST_F(Rooms, are_come_to_a_few_at_a_time) {
  homeserver->hold("/join");
  std::vector<std::shared_ptr<Outcome<bool>>> joins;
  for (int i = 0; i < 6; ++i) joins.push_back(start(rooms.join("!" + std::to_string(i))));
  run_until_asked("/join", 4);
  settle();
  EXPECT_EQ(homeserver->count("/join"), 4u);
  homeserver->let_go("/join");
  run_until([&] { return std::ranges::all_of(joins, [](const auto& each) { return each->done; }); });
  EXPECT_EQ(homeserver->count("/join"), 6u);
}

TEST_F(Rooms, that_can_not_be_come_to_are_declined) {
  homeserver->answer("/join", refused(404, "M_UNKNOWN"));
  EXPECT_TRUE(run(rooms.join(room_a)));
  EXPECT_THAT(homeserver->asked_for(), ElementsAre("POST /rooms/!a:example.org/join", "POST /rooms/!a:example.org/leave"));
}

TEST_F(Rooms, that_do_not_answer_are_not_declined) {
  homeserver->answer("/join", broken());
  EXPECT_FALSE(run(rooms.join(room_a)));
  EXPECT_EQ(homeserver->count("/leave"), 0u);
}

TEST_F(Rooms, are_left_for_good) {
  load({{ada, {room_a, room_b}}});
  homeserver->answer("/state", ok(encrypted_room({ada})));
  run(rooms.leave(room_b));
  EXPECT_THAT(homeserver->asked_for("POST "),
              ElementsAre("POST /rooms/!b:example.org/leave", "POST /rooms/!b:example.org/forget"));
  EXPECT_EQ(saved(), json({{ada, {room_a}}}));
  EXPECT_EQ(run(rooms.find_for(ada))->id, room_a);
}

TEST_F(Rooms, that_nobody_is_answered_in_change_no_list) {
  load({{ada, {room_a}}});
  run(rooms.leave(room_b));
  EXPECT_EQ(homeserver->count(direct), 0u);
}

}  // namespace matrix_test
