#pragma once
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <memory>
#include <string>

#include "storage/turns.hpp"

/// An engine that joins with INSTANTIATE_TEST_SUITE_P.
struct Engine {
  const char* name;
  std::function<std::unique_ptr<storage::Store>()> make;  // an empty store
  friend void PrintTo(const Engine& engine, std::ostream* out) { *out << engine.name; }
};

/// What every engine holds to.
class StoreContract : public testing::TestWithParam<Engine> {
 protected:
  std::unique_ptr<storage::Store> store = GetParam().make();
};

namespace contract {

using namespace turns;
using Texts = std::vector<std::string>;

TEST_P(StoreContract, knows_nobody_at_first) {
  EXPECT_EQ(store->session(ann), std::nullopt);
  EXPECT_FALSE(store->handled(ann, "1"));
  EXPECT_TRUE(store->unsent().empty());
  EXPECT_TRUE(store->last_replies(ann).empty());
  EXPECT_TRUE(store->due(noon, 10).empty());
  EXPECT_EQ(store->next_due(), std::nullopt);
  EXPECT_EQ(store->cursor("matrix"), "");
  EXPECT_FALSE(store->forget(ann));
}

TEST_P(StoreContract, keeps_what_a_turn_leaves) {
  const auto replies = commit(*store, turn(ann, "1", "{\"a\":1}", {"one", "two"}));
  EXPECT_EQ(store->session(ann), "{\"a\":1}");
  EXPECT_TRUE(store->handled(ann, "1"));
  EXPECT_EQ(payloads(replies), (Texts{"one", "two"}));
  EXPECT_EQ(replies[0].to, ann);
  EXPECT_LT(replies[0].id, replies[1].id);
  EXPECT_EQ(payloads(store->unsent()), (Texts{"one", "two"}));
}

TEST_P(StoreContract, keeps_any_bytes_and_sizes) {
  const std::string large(100'000, 'x'), odd("\0\xff'\"\n", 5);
  commit(*store, turn({"web", odd}, odd, large, {odd, "", large}));
  EXPECT_EQ(store->session({"web", odd}), large);
  EXPECT_TRUE(store->handled({"web", odd}, odd));
  EXPECT_EQ(payloads(store->unsent()), (Texts{odd, "", large}));
  EXPECT_EQ(store->unsent().at(0).to, (Address{"web", odd}));
}

TEST_P(StoreContract, tells_people_apart_by_channel_and_address) {
  commit(*store, turn({"ab", "c"}, "1", "first"));
  EXPECT_EQ(store->session({"a", "bc"}), std::nullopt);
  EXPECT_FALSE(store->handled({"a", "bc"}, "1"));
  commit(*store, turn({"a", "bc"}, "2", "second"));
  EXPECT_EQ(store->session({"ab", "c"}), "first");
  EXPECT_FALSE(store->handled({"ab", "c"}, "2"));
}

TEST_P(StoreContract, replaces_the_session) {
  commit(*store, turn(ann, "1", "before"));
  commit(*store, turn(ann, "2", "after"));
  EXPECT_EQ(store->session(ann), "after");
  EXPECT_TRUE(store->handled(ann, "1"));
}

TEST_P(StoreContract, takes_a_batch_in_order) {
  const std::array batch{turn(ann, "1", "a1", {"r1"}), turn(bob, "1", "b1", {"r2"}), turn(ann, "2", "a2", {"r3"})};
  const std::array cursors{storage::Cursor{"matrix", "s7"}, storage::Cursor{"signal", "9"}};
  EXPECT_EQ(payloads(store->commit(batch, cursors)), (Texts{"r1", "r2", "r3"}));
  EXPECT_EQ(store->session(ann), "a2");
  EXPECT_EQ(store->session(bob), "b1");
  EXPECT_EQ(store->cursor("matrix"), "s7");
  EXPECT_EQ(store->cursor("signal"), "9");
}

TEST_P(StoreContract, keeps_what_a_channel_has_to_remember_of_a_person_for_as_long_as_the_person) {
  store->keep(ann, "before they came");
  EXPECT_EQ(store->kept(ann), "");
  commit(*store, turn(ann, "1", "s"));
  commit(*store, turn(bob, "1", "s"));
  store->keep(ann, "first");
  store->keep(ann, "second");
  commit(*store, turn(ann, "2", "s"));
  EXPECT_EQ(store->kept(ann), "second");
  EXPECT_EQ(store->kept(bob), "");
  store->forget(ann);
  commit(*store, turn(ann, "1", "s"));
  EXPECT_EQ(store->kept(ann), "");
}

TEST_P(StoreContract, moves_a_cursor) {
  for (const char* value : {"s1", "s2"}) {
    const storage::Cursor cursor{"matrix", value};
    store->commit({}, {&cursor, 1});
    EXPECT_EQ(store->cursor("matrix"), value);
  }
}

TEST_P(StoreContract, does_not_offer_a_sent_reply_again) {
  const auto replies = commit(*store, turn(ann, "1", "s", {"one", "two"}));
  store->mark_sent(replies[0].id);
  store->mark_sent(999'999);  // nobody's
  ASSERT_EQ(payloads(store->unsent()), (Texts{"two"}));
  EXPECT_EQ(store->unsent()[0].id, replies[1].id);
}

TEST_P(StoreContract, offers_unsent_replies_of_everyone_oldest_first) {
  commit(*store, turn(bob, "1", "s", {"first"}));
  commit(*store, turn(ann, "1", "s", {"second"}));
  commit(*store, turn(bob, "2", "s", {"third"}));
  EXPECT_EQ(payloads(store->unsent()), (Texts{"first", "second", "third"}));
}

TEST_P(StoreContract, last_replies_are_those_since_the_last_message) {
  commit(*store, turn(ann, "1", "s", {"never sent"}));
  const auto replies = commit(*store, turn(ann, "2", "s", {"answer"}));
  store->mark_sent(replies[0].id);
  commit(*store, turn(ann, "", "s", {"from a timer"}));
  commit(*store, turn(bob, "1", "s", {"someone else's"}));
  const auto last = store->last_replies(ann);
  ASSERT_EQ(payloads(last), (Texts{"answer", "from a timer"}));
  EXPECT_EQ(last[0].id, replies[0].id);
  EXPECT_TRUE(last[0].sent);
  EXPECT_FALSE(last[1].sent);
}

TEST_P(StoreContract, a_reply_that_was_not_sent_outlives_the_next_message) {
  commit(*store, turn(ann, "1", "s", {"one"}));
  commit(*store, turn(ann, "2", "s", {"two"}));
  EXPECT_EQ(payloads(store->unsent()), (Texts{"one", "two"}));
}

TEST_P(StoreContract, a_timer_marks_no_message) {
  commit(*store, turn(ann, "", "s"));
  EXPECT_FALSE(store->handled(ann, ""));
  EXPECT_EQ(store->session(ann), "s");
}

TEST_P(StoreContract, names_who_is_due_longest_overdue_first) {
  auto early = turn(ann, "1", "s"), late = turn(bob, "1", "s"), never = turn({"web", "eve"}, "1", "s");
  early.due = noon;
  late.due = noon - std::chrono::hours(1);
  for (const auto& write : {early, late, never}) commit(*store, write);
  EXPECT_EQ(store->next_due(), late.due);
  EXPECT_EQ(store->due(noon - std::chrono::milliseconds(1), 10), (std::vector{bob}));
  EXPECT_EQ(store->due(noon, 10), (std::vector{bob, ann}));
  EXPECT_EQ(store->due(noon, 1), (std::vector{bob}));
  late.due.reset();
  commit(*store, late);
  EXPECT_EQ(store->next_due(), early.due);
}

TEST_P(StoreContract, forgets_one_person_wholly) {
  auto write = turn(ann, "1", "s", {"r"});
  write.due = noon;
  commit(*store, write);
  commit(*store, turn(bob, "1", "kept", {"kept"}));
  EXPECT_TRUE(store->forget(ann));
  EXPECT_FALSE(store->forget(ann));
  EXPECT_EQ(store->session(ann), std::nullopt);
  EXPECT_FALSE(store->handled(ann, "1"));
  EXPECT_TRUE(store->last_replies(ann).empty());
  EXPECT_TRUE(store->due(noon, 10).empty());
  EXPECT_EQ(store->next_due(), std::nullopt);
  EXPECT_EQ(store->session(bob), "kept");
  EXPECT_EQ(payloads(store->unsent()), (Texts{"kept"}));
}

TEST_P(StoreContract, someone_forgotten_may_come_back_as_a_stranger) {
  const auto before = commit(*store, turn(ann, "1", "s", {"r"}));
  store->forget(ann);
  const auto after = commit(*store, turn(ann, "1", "new", {"hello"}));
  EXPECT_GT(after[0].id, before[0].id);
  store->mark_sent(before[0].id);  // the channel is late
  EXPECT_EQ(payloads(store->unsent()), (Texts{"hello"}));
  EXPECT_EQ(store->session(ann), "new");
}

TEST_P(StoreContract, erases_people_when_their_time_is_up) {
  commit(*store, turn(ann, "1", "s", {"r"}));
  auto kept = turn(bob, "1", "kept");
  kept.expires = noon + std::chrono::days(30);
  commit(*store, kept);
  EXPECT_EQ(store->maintain(noon + std::chrono::days(1) - std::chrono::milliseconds(1)), 0U);
  EXPECT_EQ(store->maintain(noon + std::chrono::days(1)), 1U);
  EXPECT_EQ(store->session(ann), std::nullopt);
  EXPECT_FALSE(store->handled(ann, "1"));
  EXPECT_TRUE(store->unsent().empty());
  EXPECT_EQ(store->session(bob), "kept");
  EXPECT_EQ(store->maintain(noon + std::chrono::days(1)), 0U);
}

TEST_P(StoreContract, drops_old_marks_of_messages_and_keeps_the_person) {
  auto write = turn(ann, "1", "s");
  write.expires = noon + std::chrono::days(400);
  commit(*store, write);
  store->maintain(noon);
  store->maintain(noon + std::chrono::days(29));
  EXPECT_TRUE(store->handled(ann, "1"));
  write.message_id = "2";
  commit(*store, write);
  store->maintain(noon + std::chrono::days(30));
  EXPECT_FALSE(store->handled(ann, "1"));
  EXPECT_TRUE(store->handled(ann, "2"));
  EXPECT_EQ(store->session(ann), "s");
}

}  // namespace contract
