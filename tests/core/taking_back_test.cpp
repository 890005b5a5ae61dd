#include "core/taking_back.hpp"

#include <gmock/gmock.h>

#include "support/talk.hpp"

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const core::Value* kept(support::Talk& talk, std::string_view name) { return talk.session().thread[0].vars.find(name); }

/// As far as the question for a list.
support::Talk lamp() {
  support::Talk talk;
  talk.say("lamp test", "$a");
  talk.say("blue", "$b");
  talk.say("7", "$c");
  return talk;
}

TEST(TakingBack, erases_what_the_message_answered_and_says_nothing) {
  support::Talk talk = lamp();
  EXPECT_THAT(talk.take_back("$c"), IsEmpty());
  EXPECT_EQ(kept(talk, "bright"), nullptr);
  EXPECT_EQ(talk.node(), "things") << "the conversation stays where it is";
}

TEST(TakingBack, erases_what_a_choice_set) {
  support::Talk talk = lamp();
  ASSERT_NE(kept(talk, "cold"), nullptr);
  talk.take_back("$b");
  EXPECT_EQ(kept(talk, "cold"), nullptr);
}

TEST(TakingBack, leaves_an_answer_that_was_given_again) {
  support::Talk talk = lamp();
  talk.say("back", "$d");
  talk.say("3", "$e");
  talk.take_back("$c");
  EXPECT_NE(kept(talk, "bright"), nullptr);
}

TEST(TakingBack, takes_only_its_own_items_from_a_list) {
  support::Talk talk = lamp();
  talk.say("a secret letter", "$d");
  talk.say("a chair", "$e");
  talk.take_back("$d");
  EXPECT_THAT(core::to_json(talk.session()), Not(HasSubstr("secret")));
  EXPECT_THAT(core::to_json(talk.session()), HasSubstr("a chair"));
}

TEST(TakingBack, reaches_the_notebook_and_what_waits) {
  support::Talk talk = lamp();
  talk.say("a secret letter", "$d");
  talk.say("a chair", "$e");
  talk.say("done", "$f");
  talk.say("a secret name", "$g");
  talk.say("skip", "$h");
  talk.wait(std::chrono::minutes(5));
  talk.take_back("$d");
  talk.take_back("$g");
  EXPECT_THAT(core::to_json(talk.session()), Not(HasSubstr("secret")));
}

TEST(TakingBack, does_nothing_for_a_message_that_answered_nothing) {
  support::Talk talk = lamp();
  const core::Session before = talk.session();
  talk.take_back("$unknown");
  EXPECT_EQ(talk.session(), before);
}

TEST(TakingBack, keeps_no_more_than_two_dozen) {
  support::Talk talk = lamp();
  for (int i = 0; i < 40; ++i) {
    talk.say("7", "$x" + std::to_string(i));
    talk.say("back", "$y" + std::to_string(i));
  }
  EXPECT_LE(talk.session().given.size(), 24U);
}

}  // namespace
