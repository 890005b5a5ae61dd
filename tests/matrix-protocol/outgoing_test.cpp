#include "adapters/matrix/protocol/outgoing.hpp"

#include <gmock/gmock.h>

#include <set>

#include "adapters/net/json.hpp"

namespace {

using matrix::named;
using matrix::notice;
using matrix::poll;
using matrix::read_tap;
using matrix::transaction_id;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

const core::Reply question{"Tea?", {"Yes", "No"}, false};

TEST(Notice, is_left_alone_by_other_bots) {
  EXPECT_EQ(notice("Tea?\n1 Yes"), json({{"msgtype", "m.notice"}, {"body", "Tea?\n1 Yes"}}));
}

TEST(Notice, has_no_formatted_body) { EXPECT_FALSE(notice("<b>x</b>").contains("formatted_body")); }

TEST(Notice, can_be_sent_whatever_bytes_are_in_it) {
  EXPECT_TRUE(net::parse_json(net::dump(notice("a\xff" "b"))));
}

TEST(Poll, asks_for_one_of_the_choices) {
  const json start = poll(question, 7)["org.matrix.msc3381.poll.start"];
  EXPECT_EQ(start["max_selections"], 1);
  EXPECT_EQ(start["question"]["org.matrix.msc1767.text"], "Tea?");
  EXPECT_EQ(start["question"]["body"], "Tea?");
  ASSERT_EQ(start["answers"].size(), 2u);
  EXPECT_EQ(start["answers"][0]["org.matrix.msc1767.text"], "Yes");
  EXPECT_EQ(start["answers"][1]["org.matrix.msc1767.text"], "No");
}

TEST(Poll, is_numbered_text_where_polls_are_not_shown) {
  EXPECT_EQ(poll(question, 7)["org.matrix.msc1767.text"], core::show(question));
}

TEST(Poll, lies_under_its_own_type) { EXPECT_TRUE(poll(question, 7).contains(matrix::poll_type)); }

std::string tap(std::string_view answer) {
  const auto read = read_tap(answer);
  return read ? std::to_string(read->delivery) + " " + std::to_string(read->choice) : "none";
}

TEST(Tap, is_of_the_delivery_and_the_answer_of_the_poll) {
  for (const std::uint64_t delivery : {std::uint64_t{0}, std::uint64_t{7}, UINT64_MAX}) {
    const json answers = poll(question, delivery)["org.matrix.msc3381.poll.start"]["answers"];
    EXPECT_EQ(tap(answers[0]["id"].get<std::string>()), std::to_string(delivery) + " 1");
    EXPECT_EQ(tap(answers[1]["id"].get<std::string>()), std::to_string(delivery) + " 2");
  }
}

TEST(Tap, tells_deliveries_apart) {
  EXPECT_EQ(tap("7-1"), "7 1");
  EXPECT_EQ(tap("17-1"), "17 1");
  EXPECT_EQ(tap("1-71"), "1 71");
}

TEST(Tap, is_nothing_for_what_is_no_answer_of_ours) {
  for (const char* answer : {"", "7", "-", "7-", "-1", "7-0", "7--1", "-7-1", "7-+1", "+7-1", "7- 1", " 7-1", "7-1 ", "7-1x", "7-x", "x-1",
                             "7_1", "yes", "7-99999999999999999999999", "18446744073709551616-1"})
    EXPECT_EQ(tap(answer), "none") << answer;
}

TEST(TransactionId, is_the_same_at_every_start) {
  EXPECT_EQ(transaction_id("salt", "delivery 7"), transaction_id("salt", "delivery 7"));
  EXPECT_EQ(transaction_id("salt", "delivery 7"), "md078ab4ffe3e49573d2499b3849f9c99");
}

TEST(TransactionId, differs_by_store_and_by_what_is_sent) {
  std::set<std::string> ids;
  for (const char* salt : {"", "a", "b"})
    for (const char* what : {"", "a", "b", "delivery 1", "delivery 11"}) ids.insert(transaction_id(salt, what));
  ids.insert(transaction_id("ab", ""));
  ids.insert(transaction_id("a", "bb"));
  ids.insert(transaction_id("ab", "b"));
  EXPECT_EQ(ids.size(), 18u);
}

TEST(TransactionId, shows_nothing_of_what_goes_in) {
  for (const char* what : {"", "delivery 7", "@ada:example.org/!room"}) {
    EXPECT_THAT(transaction_id("abc", what), MatchesRegex("m[0-9a-f]{32}"));
  }
  EXPECT_THAT(transaction_id("deadbeef", "cafe"), Not(HasSubstr("deadbeef")));
  EXPECT_THAT(transaction_id("deadbeef", "cafe"), Not(HasSubstr("cafe")));
}

TEST(Named, is_the_bots_membership_and_leaves_nothing_for_the_homeserver_to_fill_in) {
  EXPECT_EQ(named("Mooring", "mxc://a/b"), json({{"membership", "join"}, {"displayname", "Mooring"}, {"avatar_url", "mxc://a/b"}}));
  EXPECT_EQ(named("", ""), json({{"membership", "join"}, {"displayname", ""}, {"avatar_url", ""}}));
}

}  // namespace
