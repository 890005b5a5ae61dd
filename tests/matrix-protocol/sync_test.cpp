#include "adapters/matrix/protocol/sync.hpp"

#include <gmock/gmock.h>

namespace {

using matrix::Event;
using matrix::read_sync;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

json event(const char* id) {
  return {{"event_id", id}, {"type", "m.room.message"}, {"sender", "@ada:example.org"}, {"content", json::object()}};
}
matrix::Sync with_rooms(json rooms) { return read_sync({{"next_batch", "s1"}, {"rooms", std::move(rooms)}}).value(); }

std::vector<std::string> ids(const std::vector<Event>& events) {
  std::vector<std::string> all;
  for (const Event& each : events) all.push_back(each.id);
  return all;
}

TEST(Sync, is_nothing_without_a_token_to_go_on_from) {
  for (const json& none : {json::object(), json({{"next_batch", ""}}), json({{"next_batch", 1}}), json(), json({"s1"}), json("s1")})
    EXPECT_FALSE(read_sync(none)) << none;
}

TEST(Sync, may_bring_nothing) {
  const auto sync = read_sync({{"next_batch", "s1"}});
  ASSERT_TRUE(sync);
  EXPECT_EQ(sync->next_batch, "s1");
  EXPECT_TRUE(sync->joined.empty() && sync->invites.empty() && sync->left.empty());
}

TEST(Sync, carries_the_machines_part_as_json) {
  const json to_device = {{{"type", "m.room.encrypted"}, {"content", {{"a", 1}}}}};
  const auto sync = read_sync({{"next_batch", "s1"}, {"to_device", {{"events", to_device}}}, {"device_lists", {{"changed", {"@ada:b"}}}},
                               {"device_one_time_keys_count", {{"signed_curve25519", 50}}},
                               {"device_unused_fallback_key_types", {"signed_curve25519"}}});
  ASSERT_TRUE(sync);
  EXPECT_EQ(json::parse(sync->crypto.to_device), to_device);
  EXPECT_EQ(sync->crypto.device_lists, R"({"changed":["@ada:b"]})");
  EXPECT_EQ(sync->crypto.one_time_keys, R"({"signed_curve25519":50})");
  EXPECT_EQ(sync->crypto.fallback_keys, R"(["signed_curve25519"])");
  EXPECT_EQ(sync->crypto.next_batch, "s1");
}

TEST(Sync, tells_absent_keys_from_none) {
  const auto absent = read_sync({{"next_batch", "s1"}})->crypto;
  for (const std::string& part : {absent.to_device, absent.device_lists, absent.one_time_keys, absent.fallback_keys}) EXPECT_EQ(part, "");
  const auto none = read_sync({{"next_batch", "s1"}, {"device_one_time_keys_count", json::object()},
                               {"device_unused_fallback_key_types", json::array()}})->crypto;
  EXPECT_EQ(none.one_time_keys, "{}");
  EXPECT_EQ(none.fallback_keys, "[]");
}

TEST(Sync, brings_the_state_and_timeline_of_rooms) {
  const auto sync = with_rooms({{"join", {{"!1:b", {{"state", {{"events", {event("$1")}}}},
                                                    {"timeline", {{"events", {event("$2"), event("$3")}}, {"prev_batch", "t1"}}}}}}}});
  ASSERT_EQ(sync.joined.size(), 1u);
  EXPECT_EQ(sync.joined[0].id, "!1:b");
  EXPECT_THAT(ids(sync.joined[0].state), ElementsAre("$1"));
  EXPECT_THAT(ids(sync.joined[0].timeline), ElementsAre("$2", "$3"));
  EXPECT_FALSE(sync.joined[0].limited);
}

TEST(Sync, says_where_a_timeline_is_cut_off) {
  const auto limited = [](const json& value) {
    return with_rooms({{"join", {{"!1", {{"timeline", {{"limited", value}, {"prev_batch", "t1"}}}}}}}}).joined.at(0);
  };
  EXPECT_TRUE(limited(true).limited);
  EXPECT_EQ(limited(true).prev_batch, "t1");
  for (const json& value : {json(false), json(), json("true"), json(1)}) EXPECT_FALSE(limited(value).limited) << value;
}

TEST(Sync, leaves_out_malformed_events_alone) {
  const json events = {event("$1"), 5, nullptr, "text", {{"type", "m.room.message"}}, json::array(), event("$2")};
  const auto sync = with_rooms({{"join", {{"!1", {{"timeline", {{"events", events}}}, {"state", {{"events", events}}}}}}}});
  EXPECT_THAT(ids(sync.joined.at(0).timeline), ElementsAre("$1", "$2"));
  EXPECT_THAT(ids(sync.joined.at(0).state), ElementsAre("$1", "$2"));
}

TEST(Sync, leaves_out_malformed_rooms_alone) {
  for (const json& wrong : {json(5), json(), json("text"), json::array()}) {
    const json rooms = {{"!1", wrong}, {"!2", json::object()}};
    const auto sync = with_rooms({{"join", rooms}, {"invite", rooms}, {"leave", rooms}});
    ASSERT_EQ(sync.joined.size(), 1u) << wrong;
    EXPECT_EQ(sync.joined[0].id, "!2");
    ASSERT_EQ(sync.invites.size(), 1u) << wrong;
    EXPECT_EQ(sync.invites[0], "!2");
    EXPECT_THAT(sync.left, ElementsAre("!2")) << wrong;
  }
}

TEST(Sync, bears_anything_where_rooms_should_be) {
  for (const json& wrong : {json(5), json(), json("text"), json::array({1}), json({{"join", 5}, {"invite", {"!1"}}, {"leave", "!1"}})}) {
    const auto sync = with_rooms(wrong);
    EXPECT_TRUE(sync.joined.empty() && sync.invites.empty() && sync.left.empty()) << wrong;
  }
  for (const json& wrong : {json(5), json("text"), json::array({1}), json({{"events", 5}})}) {
    const auto sync = with_rooms({{"join", {{"!1", {{"state", wrong}, {"timeline", wrong}}}}}});
    EXPECT_TRUE(sync.joined.at(0).state.empty() && sync.joined.at(0).timeline.empty()) << wrong;
  }
}

TEST(Sync, names_rooms_that_we_are_invited_to_whoever_invites_us) {
  for (const json& state : {json(), json(5), json({{"events", {event("$1"), 5}}})})
    EXPECT_THAT(with_rooms({{"invite", {{"!1", {{"invite_state", state}}}}}}).invites, ElementsAre("!1")) << state;
}

TEST(Sync, names_rooms_that_are_left) {
  const auto sync = with_rooms({{"leave", {{"!1", json::object()}, {"!2", {{"timeline", {{"events", {event("$1")}}}}}}}}});
  EXPECT_THAT(sync.left, ElementsAre("!1", "!2"));
  EXPECT_THAT(sync.joined, IsEmpty());
}

TEST(Page, keeps_the_order_and_says_where_it_goes_on) {
  const auto page = matrix::read_page({{"chunk", {event("$2"), 5, event("$1")}}, {"start", "t2"}, {"end", "t1"}});
  EXPECT_THAT(ids(page.events), ElementsAre("$2", "$1"));
  EXPECT_EQ(page.end, "t1");
}

TEST(Page, ends_where_nothing_is_left) {
  for (const json& page : {json({{"chunk", json::array()}, {"start", "t2"}}), json({{"chunk", 5}, {"end", 5}}), json(), json("text")}) {
    EXPECT_EQ(matrix::read_page(page).end, "") << page;
    EXPECT_THAT(matrix::read_page(page).events, IsEmpty());
  }
}

TEST(ReadEvents, takes_a_list_or_gives_nothing) {
  EXPECT_THAT(ids(matrix::read_events({event("$1"), false, event("$2")})), ElementsAre("$1", "$2"));
  for (const json& none : {json(), event("$1"), json("text"), json(5)}) EXPECT_THAT(matrix::read_events(none), IsEmpty()) << none;
}

}  // namespace
