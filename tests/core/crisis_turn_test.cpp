#include <gmock/gmock.h>

#include "core/engine.hpp"
#include "support/talk.hpp"

/// What a crisis does to a conversation. What is one is in crisis_test.cpp.
namespace {

using support::Talk;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;

constexpr std::string_view crisis = "i want to kill myself";

TEST(CrisisTurn, comes_first_and_names_a_number_at_every_question) {
  Talk talk;
  talk.session().person["country"] = std::string("GB");
  talk.say("lamp test");
  for (std::string_view answer : {"2", "3", "books\ncups\npens", "Lumen", "yes"}) {
    Talk interrupted = talk;
    interrupted.say(crisis);
    EXPECT_EQ(interrupted.flow(), "crisis") << talk.node();
    EXPECT_TRUE(interrupted.turn().replies.front().urgent) << talk.node();
    EXPECT_THAT(interrupted.said(), HasSubstr("116 123")) << talk.node();
    talk.say(answer);
  }
}

TEST(CrisisTurn, never_says_the_same_twice_in_a_row) {
  Talk talk;
  std::string before;
  for (int i = 0; i < 6; ++i) {
    talk.say(crisis);
    EXPECT_NE(talk.turn().replies.front().text, before);
    before = talk.turn().replies.front().text;
  }
}

TEST(CrisisTurn, needs_no_country_and_never_assumes_one) {
  Talk talk;
  talk.say(crisis);
  EXPECT_THAT(talk.said(), HasSubstr("112"));
  EXPECT_THAT(talk.said(), Not(HasSubstr("988")));
}

TEST(CrisisTurn, goes_back_to_where_the_person_was_when_it_misread) {
  Talk talk;
  talk.session().person["country"] = std::string("GB");
  talk.say("lamp test");
  talk.say(crisis);
  talk.say("you misread me");
  EXPECT_EQ(talk.node(), "colour");
}

TEST(CrisisTurn, is_noticed_in_a_message_too_long_to_read) {
  Talk talk;
  talk.say(std::string(100'000, 'a') + " " + std::string(crisis));
  EXPECT_EQ(talk.flow(), "crisis");
}

TEST(CrisisTurn, stops_paced_messages) {
  Talk talk;
  talk.say("count test");
  talk.say(crisis);
  EXPECT_THAT(talk.wait(1h), testing::IsEmpty());
}

TEST(CrisisTurn, leads_to_grounding_when_nothing_feels_real) {
  Talk talk;
  talk.say("lamp test");
  talk.say("nothing feels real, i am not in my body");
  EXPECT_EQ(talk.flow(), "grounding");
  EXPECT_FALSE(talk.turn().replies.front().urgent);
}

TEST(CrisisTurn, adds_one_gentle_line_of_support_and_goes_on) {
  Talk talk;
  talk.say("lamp test");
  talk.say("i feel so hopeless");
  EXPECT_EQ(talk.flow(), "t-lamp");
  EXPECT_THAT(talk.turn().replies, SizeIs(2));
}

TEST(CrisisTurn, in_a_flow_that_a_conversation_called_leaves_that_conversation_waiting) {
  Talk talk;
  talk.session().person["country"] = std::string("GB");
  talk.say("seek help");
  talk.say("2");
  ASSERT_EQ(talk.flow(), "crisis");
  talk.say(crisis);
  EXPECT_THAT(talk.session().waiting, SizeIs(1));
}

TEST(CrisisTurn, names_nothing_that_waits_after_the_quick_exit) {
  Talk talk;
  talk.say("lamp test");
  talk.say("exit");
  talk.say(crisis);
  EXPECT_EQ(talk.session().thread.front().vars.find("waiting"), nullptr);
}

}  // namespace
