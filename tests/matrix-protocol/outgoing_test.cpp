#include "adapters/matrix/protocol/outgoing.hpp"

#include <gmock/gmock.h>

#include <set>

#include "adapters/matrix/protocol/json.hpp"

namespace {

using matrix::named;
using matrix::notice;
using matrix::poll;
using matrix::poll_choice;
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
  EXPECT_TRUE(matrix::parse_json(matrix::dump(notice("a\xff" "b"))));
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

TEST(PollChoice, is_the_number_of_the_answer_that_was_tapped) {
  const json answers = poll(question, 7)["org.matrix.msc3381.poll.start"]["answers"];
  EXPECT_EQ(poll_choice(answers[0]["id"].get<std::string>(), 7), 1u);
  EXPECT_EQ(poll_choice(answers[1]["id"].get<std::string>(), 7), 2u);
}

TEST(PollChoice, is_nothing_for_another_deliverys_poll) {
  for (const std::uint64_t other : {0u, 1u, 8u, 70u, 77u}) EXPECT_EQ(poll_choice("7-1", other), std::nullopt) << other;
  EXPECT_EQ(poll_choice("17-1", 7), std::nullopt);
}

TEST(PollChoice, is_nothing_for_what_is_no_answer) {
  for (const char* answer : {"", "7", "7-", "-1", "7-0", "7--1", "7-+1", "7- 1", "7-1 ", "7-1x", "7-x", "7_1", "yes",
                             "7-99999999999999999999999"})
    EXPECT_EQ(poll_choice(answer, 7), std::nullopt) << answer;
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

TEST(Named, is_the_bots_membership_with_what_there_is) {
  EXPECT_EQ(named("Mooring", "mxc://a/b"), json({{"membership", "join"}, {"displayname", "Mooring"}, {"avatar_url", "mxc://a/b"}}));
  EXPECT_EQ(named("", ""), json({{"membership", "join"}}));
}

}  // namespace
