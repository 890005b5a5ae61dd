#include <gtest/gtest.h>

#include "matrix-crypto/someone.hpp"

namespace matrix {

namespace {

struct Keys : testing::Test {
  Homeserver server;
  Someone bot{server, "@bot:example.org", "BOT"}, person{server, "@person:example.org", "PHONE"};
  const std::vector<std::string> others{"@person:example.org"};
};

}  // namespace

TEST_F(Keys, one_time_keys_are_refilled_though_a_homeserver_names_no_count_when_none_is_left) {
  EXPECT_EQ(server.one_time_keys(bot.place), 50);
  server.lose_one_time_keys(bot.place);
  ASSERT_EQ(server.sync(bot.place).one_time_keys, "{}");
  bot.sync();
  EXPECT_EQ(server.one_time_keys(bot.place), 50);
}

TEST_F(Keys, a_query_is_wanted_until_it_was_answered) {
  const auto query = bot->query_keys(others);
  ASSERT_TRUE(query);
  EXPECT_EQ(query->kind, "keys_query");
  EXPECT_EQ(bot->query_keys(others)->id, query->id);
  bot.send({*query});
  EXPECT_FALSE(bot->query_keys(others));
}

TEST_F(Keys, a_query_under_way_is_not_forgotten_over_another_call) {
  const auto query = bot->query_keys(others);
  ASSERT_TRUE(query);
  const auto outgoing = bot->outgoing();
  ASSERT_EQ(outgoing.size(), 1);
  EXPECT_EQ(outgoing[0].id, query->id);
  bot.send({*query});
  EXPECT_FALSE(bot->query_keys(others));
}

TEST_F(Keys, a_changed_device_list_is_queried_again) {
  bot.send({*bot->query_keys(others)});
  SyncChanges changes;
  changes.device_lists = R"({"changed":["@person:example.org","no user id",7],"left":[]})";
  bot->receive_sync(changes);
  EXPECT_TRUE(bot->query_keys(others));
}

TEST_F(Keys, an_answer_that_is_none_changes_nothing) {
  const auto query = bot->query_keys(others);
  for (const char* answer : {"", "<html>", "[]", R"({"device_keys":7})"}) {
    EXPECT_FALSE(bot->mark_sent(*query, answer)) << answer;
    EXPECT_TRUE(bot->query_keys(others)) << answer;
  }
  EXPECT_TRUE(bot->mark_sent(*query, R"({"device_keys":{"@person:example.org":{}},"failures":null})"));
}

TEST_F(Keys, a_sync_of_nonsense_does_no_harm) {
  const SyncChanges odd{"{}", "[]", "[1]", "7", ""};
  EXPECT_TRUE(bot->receive_sync(odd).empty());
  const SyncChanges events{R"([7,null,{"type":"m.room_key"},{"type":"m.room.encrypted","sender":"x","content":{}}])", "", "", "", ""};
  EXPECT_TRUE(bot->receive_sync(events).empty());
}

TEST_F(Keys, a_session_is_claimed_once) {
  bot.send({*bot->query_keys(others)});
  const auto claim = bot->missing_sessions(others);
  ASSERT_TRUE(claim);
  bot.send({*claim});
  EXPECT_FALSE(bot->missing_sessions(others));
}

TEST_F(Keys, all_one_time_keys_claimed_the_fallback_key_still_makes_a_session) {
  bot.sync();
  server.lose_one_time_keys(bot.place);
  const std::string event = person.say("hello", {"@bot:example.org", "@person:example.org"});
  bot.sync();
  EXPECT_EQ(text_of(bot->decrypt(event, room)), "hello");
}

TEST_F(Keys, a_room_key_that_was_not_sent_is_given_again_with_the_same_transaction_id_after_a_restart) {
  bot.send({*bot->query_keys(others)});
  bot.send({*bot->missing_sessions(others)});
  const auto before = bot->share_room_key(room, others, {});
  ASSERT_EQ(before.size(), 1);
  bot.restart();
  const auto after = bot->share_room_key(room, others, {});
  ASSERT_EQ(after.size(), 1);
  EXPECT_EQ(after[0].path, before[0].path);
  EXPECT_EQ(after[0].body, before[0].body);
}

}  // namespace matrix
