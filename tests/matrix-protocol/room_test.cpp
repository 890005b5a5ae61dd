#include "adapters/matrix/protocol/room.hpp"

#include <gmock/gmock.h>

namespace {

using namespace std::chrono_literals;
using matrix::Event;
using matrix::Membership;
using matrix::Room;
using matrix::Standing;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

constexpr const char* self = "@mooring:example.org";
constexpr const char* ada = "@ada:example.org";
constexpr const char* ben = "@ben:example.org";
constexpr const char* bot = "@signalbot:example.org";
const json megolm = {{"algorithm", "m.megolm.v1.aes-sha2"}};
const std::vector<std::string> signal_bridge = {"whatsapp", "signal"};

Event state(const char* type, json content, const char* key = "", const char* sender = ada) {
  return {"$1", type, sender, key, std::move(content), {}, {}};
}
Event member(const char* who, const json& membership) { return state("m.room.member", {{"membership", membership}}, who); }
Event bridge(const char* protocol = "signal", const char* claimed = bot, const char* sender = bot, const char* type = "m.bridge") {
  return state(type, {{"bridgebot", claimed}, {"protocol", {{"id", protocol}}}}, "some key", sender);
}

Room room(std::vector<Event> events) {
  Room made;
  made.id = "!1:example.org";
  made.members[self] = Membership::joined;
  for (const Event& each : events) EXPECT_TRUE(apply(made, each)) << each.type;
  return made;
}
Room encrypted(std::vector<Event> more = {}) {
  more.insert(more.begin(), state("m.room.encryption", megolm));
  return room(std::move(more));
}
Standing standing(const Room& room) { return judge(room, self, signal_bridge); }

TEST(Membership, follows_those_who_come_and_go) {
  Room some = room({member(ada, "invite"), member(ada, "join"), member(ben, "invite")});
  EXPECT_THAT(some.members, UnorderedElementsAre(Pair(self, Membership::joined), Pair(ada, Membership::joined), Pair(ben, Membership::invited)));
  EXPECT_FALSE(apply(some, member(ada, "join")));
  EXPECT_TRUE(apply(some, member(ada, "leave")));
  EXPECT_FALSE(apply(some, member(ada, "leave")));
  EXPECT_TRUE(apply(some, member(ben, "ban")));
  EXPECT_THAT(some.members, ElementsAre(Pair(self, Membership::joined)));
}

TEST(Membership, is_nobodys_who_only_knocks) {
  Room some = room({});
  for (const json& odd : {json("knock"), json("?"), json(1), json()}) EXPECT_FALSE(apply(some, member(ada, odd))) << odd;
  EXPECT_FALSE(apply(some, member("", "join")));
  EXPECT_EQ(some.members.size(), 1u);
}

TEST(Names, are_those_of_this_room) {
  Room some = room({state("m.room.member", {{"membership", "join"}, {"displayname", "Ada"}}, ada), member(ben, "join")});
  EXPECT_EQ(some.names[ada], "Ada");
  EXPECT_EQ(some.names[ben], "");
  apply(some, state("m.room.member", {{"membership", "join"}, {"displayname", "Ada L."}}, ada));
  EXPECT_EQ(some.names[ada], "Ada L.");
}

TEST(Apply, takes_only_state_of_the_room_itself) {
  Room some = room({});
  Event timeline = state("m.room.encryption", megolm);
  timeline.state_key.reset();
  EXPECT_FALSE(apply(some, timeline));
  for (const char* type : {"m.room.encryption", "m.room.create", "m.room.tombstone"})
    EXPECT_FALSE(apply(some, state(type, {{"algorithm", "m.megolm.v1.aes-sha2"}, {"type", "m.space"}, {"replacement_room", "!2"}}, "key")));
  EXPECT_FALSE(apply(some, state("m.room.name", {{"name", "x"}})));
  EXPECT_FALSE(some.encryption_seen);
  EXPECT_EQ(some.type + some.replacement, "");
}

TEST(Apply, says_false_for_what_was_known) {
  for (const Event& each : {state("m.room.encryption", megolm), state("m.room.create", {{"type", "m.space"}}),
                            state("m.room.tombstone", {{"replacement_room", "!2"}}), bridge(), member(ada, "join")}) {
    Room some = room({each});
    EXPECT_FALSE(apply(some, each)) << each.type;
  }
}

TEST(Encryption, is_sticky) {
  for (const json& off : {json::object(), json({{"algorithm", "none"}}), json({{"algorithm", 1}})}) {
    const Room some = encrypted({member(ada, "join"), state("m.room.encryption", off)});
    EXPECT_TRUE(some.encryption_seen && !some.encrypted) << off;
    EXPECT_EQ(standing(some), Standing::switched_off) << off;
  }
}

TEST(Encryption, by_an_unknown_algorithm_is_no_plain_text) {
  EXPECT_EQ(standing(room({member(ada, "join"), state("m.room.encryption", {{"algorithm", "org.example.new"}})})), Standing::switched_off);
}

TEST(Rotation, is_the_rooms_within_bounds) {
  const auto rotation = [](const json& period, const json& messages) {
    return room({state("m.room.encryption", {{"algorithm", "m.megolm.v1.aes-sha2"}, {"rotation_period_ms", period},
                                             {"rotation_period_msgs", messages}})}).rotation;
  };
  EXPECT_EQ(rotation(86'400'000, 50).period, 24h);
  EXPECT_EQ(rotation(86'400'000, 50).messages, 50u);
  for (const json& low : {json(-5), json(0), json(1)}) {
    EXPECT_EQ(rotation(low, low).period, 1h) << low;
    EXPECT_EQ(rotation(low, low).messages, 1u) << low;
  }
  EXPECT_EQ(rotation(INT64_MAX, INT64_MAX).period, 24h * 365);
  EXPECT_EQ(rotation(INT64_MAX, INT64_MAX).messages, 10'000u);
  for (const json& odd : {json(), json("5"), json(1.5), json(UINT64_MAX)}) {
    EXPECT_EQ(rotation(odd, odd).period, 24h * 7) << odd;
    EXPECT_EQ(rotation(odd, odd).messages, 100u) << odd;
  }
}

TEST(Rotation, is_what_the_last_event_says) {
  json often = megolm;
  often["rotation_period_msgs"] = 5;
  Room some = encrypted({state("m.room.encryption", often)});
  EXPECT_EQ(some.rotation.messages, 5u);
  EXPECT_TRUE(apply(some, state("m.room.encryption", megolm)));
  EXPECT_EQ(some.rotation.messages, 100u);
}

TEST(Standing, is_direct_with_one_person_encrypted) {
  EXPECT_EQ(standing(encrypted({member(ada, "join")})), Standing::direct);
  EXPECT_EQ(standing(room({member(ada, "join")})), Standing::unencrypted);
}

TEST(Standing, waits_for_the_one_who_is_invited) {
  EXPECT_EQ(standing(encrypted({member(ada, "invite")})), Standing::waiting);
  EXPECT_EQ(standing(room({member(ada, "invite")})), Standing::waiting);
}

TEST(Standing, is_a_group_as_soon_as_a_third_is_invited_and_until_they_leave) {
  Room some = encrypted({member(ada, "join"), member(ben, "invite")});
  EXPECT_EQ(standing(some), Standing::group);
  apply(some, member(ben, "join"));
  EXPECT_EQ(standing(some), Standing::group);
  apply(some, member(ben, "leave"));
  EXPECT_EQ(standing(some), Standing::direct);
}

TEST(Standing, is_a_group_in_a_space) {
  EXPECT_EQ(standing(encrypted({state("m.room.create", {{"type", "m.space"}}), member(ada, "join")})), Standing::group);
  Room other = encrypted({member(ada, "join"), state("m.room.create", {{"type", "org.example"}})});
  EXPECT_EQ(standing(other), Standing::direct);
}

TEST(Standing, is_alone_when_everyone_left) {
  EXPECT_EQ(standing(encrypted()), Standing::alone);
  EXPECT_EQ(standing(Room{}), Standing::alone);
  EXPECT_EQ(standing(encrypted({member(ada, "join"), member(ada, "leave")})), Standing::alone);
}

TEST(Standing, is_moved_where_a_tombstone_leads_on) {
  EXPECT_EQ(standing(encrypted({member(ada, "join"), member(ben, "join"), state("m.room.tombstone", {{"replacement_room", "!2"}})})), Standing::moved);
  Room some = encrypted({member(ada, "join")});
  for (const json& nowhere : {json(""), json(5), json()}) EXPECT_FALSE(apply(some, state("m.room.tombstone", {{"replacement_room", nowhere}})));
  EXPECT_EQ(standing(some), Standing::direct);
}

TEST(Standing, asks_for_no_domain_in_a_rooms_id) {
  Room some = encrypted({member(ada, "join")});
  some.id = "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM";
  EXPECT_EQ(standing(some), Standing::direct);
  EXPECT_TRUE(apply(some, state("m.room.tombstone", {{"replacement_room", some.id}})));
  EXPECT_EQ(some.replacement, some.id);
}

TEST(Bridge, counts_with_its_bot_and_one_person) {
  for (const char* type : {"m.bridge", "uk.half-shot.bridge"}) {
    const Room some = room({bridge("signal", bot, bot, type), member(bot, "join"), member(ada, "join")});
    EXPECT_EQ(standing(some), Standing::bridged) << type;
    EXPECT_EQ(person(some, self), ada);
    EXPECT_EQ(judge(some, self, {}), Standing::other_bridge);
  }
}

TEST(Bridge, may_be_encrypted_and_is_still_one) {
  EXPECT_EQ(standing(encrypted({bridge(), member(bot, "join"), member(ada, "join")})), Standing::bridged);
}

TEST(Bridge, that_once_encrypted_does_not_go_back) {
  EXPECT_EQ(standing(encrypted({bridge(), member(bot, "join"), member(ada, "join"), state("m.room.encryption", json::object())})), Standing::switched_off);
}

TEST(Bridge, that_is_not_named_is_refused) {
  EXPECT_EQ(standing(encrypted({bridge("telegram"), member(bot, "join"), member(ada, "join")})), Standing::other_bridge);
  EXPECT_EQ(standing(encrypted({bridge("sig"), member(bot, "join"), member(ada, "join")})), Standing::other_bridge);
}

TEST(Bridge, is_what_its_own_bot_says_alone) {
  Room some = room({member(bot, "join"), member(ada, "join")});
  EXPECT_FALSE(apply(some, bridge("signal", bot, ada)));
  for (const json& odd : {json::object(), json({{"bridgebot", bot}}), json({{"bridgebot", bot}, {"protocol", "signal"}}),
                          json({{"bridgebot", bot}, {"protocol", {{"id", 5}}}}), json({{"protocol", {{"id", "signal"}}}})})
    EXPECT_FALSE(apply(some, state("m.bridge", odd, "", bot))) << odd;
  EXPECT_EQ(some.bridge + some.bridge_bot, "");
  EXPECT_EQ(standing(some), Standing::group);
}

TEST(Bridge, is_over_when_its_bot_is_gone) {
  EXPECT_EQ(standing(room({bridge(), member(ada, "join")})), Standing::unencrypted);
  EXPECT_EQ(standing(encrypted({bridge(), member(bot, "join"), member(ada, "join"), member(bot, "leave")})), Standing::direct);
}

TEST(Bridge, with_more_than_one_person_is_a_group) {
  const Room some = room({bridge(), member(bot, "join"), member(ada, "join"), member(ben, "join")});
  EXPECT_EQ(standing(some), Standing::group);
  EXPECT_EQ(person(some, self), "");
  EXPECT_EQ(standing(room({bridge(), member(bot, "join")})), Standing::alone);
}

TEST(Bridge, is_never_the_bot_itself) {
  const Room some = encrypted({bridge("signal", self, self), member(ada, "join"), member(ben, "join")});
  EXPECT_EQ(standing(some), Standing::group);
}

TEST(Readers, are_everyone_else_invited_too) {
  const Room some = room({bridge(), member(bot, "join"), member(ada, "invite"), member(ben, "join"), member(ben, "leave")});
  EXPECT_THAT(readers(some, self), UnorderedElementsAre(ada, bot));
}

TEST(Person, is_the_only_other_one) {
  EXPECT_EQ(person(room({member(ada, "join")}), self), ada);
  EXPECT_EQ(person(room({}), self), "");
  EXPECT_EQ(person(room({member(ada, "join"), member(ben, "invite")}), self), "");
}

}  // namespace
