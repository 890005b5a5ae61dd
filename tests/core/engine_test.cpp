#include "core/engine.hpp"

#include <gmock/gmock.h>

#include "support/talk.hpp"

namespace {

using support::Talk;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;

/// At the question for the colour, past the first words.
Talk at_the_lamp() {
  Talk talk;
  talk.say("lamp test");
  return talk;
}

TEST(Engine, asks_with_what_can_be_chosen) {
  Talk talk;
  EXPECT_THAT(talk.say("lamp test").back(), "Which colour is it?\n1 Warm red\n2 Deep blue");
  EXPECT_EQ(talk.node(), "colour");
}

TEST(Engine, says_first_that_it_is_a_program) {
  Talk talk;
  EXPECT_THAT(talk.say("lamp test").front(), HasSubstr("I'm a program"));
  talk.say("stop");
  EXPECT_THAT(talk.say("lamp test"), Not(testing::Contains(HasSubstr("I'm a program"))));
}

TEST(Engine, says_a_text_with_variants_differently_the_next_time) {
  Talk talk = at_the_lamp();
  EXPECT_THAT(talk.said(), HasSubstr("The lamp is on."));
  talk.say("lamp test");
  EXPECT_THAT(talk.said(), HasSubstr("The lamp is on again."));
}

TEST(Engine, leads_on_by_number_label_other_words_beginning_and_slip) {
  for (std::string_view answer : {"1", "warm red", "Warm Red!", "rose", "warm", "wram red", "the crimson one", "option 1"}) {
    Talk talk = at_the_lamp();
    talk.say(answer);
    EXPECT_EQ(talk.node(), "bright") << answer;
  }
}

TEST(Engine, takes_numbers_in_figures_and_words_within_bounds) {
  for (std::string_view answer : {"7", "seven", "maybe 7", "7/10", "about seven I think"}) {
    Talk talk = at_the_lamp();
    talk.say("1");
    EXPECT_THAT(talk.say(answer).front(), "7 is bright.") << answer;
  }
  Talk talk = at_the_lamp();
  talk.say("1");
  talk.say("70");
  EXPECT_EQ(talk.node(), "bright");
}

TEST(Engine, tries_again_kinder_each_time_and_then_moves_on) {
  Talk talk = at_the_lamp();
  const std::string first = talk.say("everything is loud").back();
  EXPECT_THAT(first, HasSubstr("A guess will do."));
  EXPECT_THAT(first, HasSubstr("1 Warm red"));
  const std::string second = talk.say("loud").back();
  EXPECT_NE(first, second);
  EXPECT_THAT(second, HasSubstr("1 Warm red"));
  talk.say("so loud");
  EXPECT_EQ(talk.node(), "bright");
}

TEST(Engine, collects_until_it_is_enough) {
  Talk talk = at_the_lamp();
  talk.say("2");
  talk.say("3");
  EXPECT_THAT(talk.said(), HasSubstr("1 a table\n2 a chair"));
  EXPECT_THAT(talk.say("1").back(), "And what else?\n1 a chair");
  EXPECT_THAT(talk.say("my hands").back(), "And what else?\n1 a chair\n2 That's all");
  EXPECT_THAT(talk.say("that's all").front(), "It lights a table and my hands.");
}

TEST(Engine, takes_each_line_of_a_message_as_an_item_and_stops_at_the_most) {
  Talk talk = at_the_lamp();
  talk.say("2");
  talk.say("3");
  EXPECT_THAT(talk.say("books\n- a cup\nthe floor\nthe door").front(), "It lights books, a cup and the floor.");
}

TEST(Engine, goes_back_question_by_question_and_item_by_item) {
  Talk talk = at_the_lamp();
  talk.say("2");
  talk.say("3");
  talk.say("books");
  EXPECT_THAT(talk.say("back").back(), HasSubstr("What does it light?"));
  talk.say("back");
  EXPECT_EQ(talk.node(), "bright");
  talk.say("back");
  EXPECT_EQ(talk.node(), "colour");
  talk.say("back");
  EXPECT_EQ(talk.node(), "colour");
  EXPECT_THAT(talk.turn().replies, SizeIs(2));
}

TEST(Engine, goes_back_from_a_called_flow_into_the_one_that_called) {
  Talk talk = at_the_lamp();
  for (std::string_view answer : {"2", "3", "books\ncups\npens", "Lumen", "yes"}) talk.say(answer);
  ASSERT_EQ(talk.flow(), "t-count");
  talk.say("back");
  EXPECT_EQ(talk.node(), "sure");
}

TEST(Engine, skips_to_where_the_author_said) {
  Talk talk = at_the_lamp();
  talk.say("skip");
  EXPECT_EQ(talk.node(), "bright");
  talk.say("skip this one");
  EXPECT_EQ(talk.node(), "things");
}

TEST(Engine, paces_messages_by_time_alone) {
  Talk talk;
  EXPECT_EQ(talk.say("count test").back(), "In.");
  EXPECT_THAT(talk.wait(3s), IsEmpty());
  EXPECT_THAT(talk.wait(1s), ElementsAre("Out."));
  EXPECT_THAT(talk.wait(16s), ElementsAre("In.", "Out.", HasSubstr("Still there?")));
}

TEST(Engine, goes_on_by_itself_where_a_question_has_a_timeout) {
  Talk talk;
  talk.say("count test");
  talk.wait(20s);
  EXPECT_THAT(talk.wait(3min), ElementsAre("We leave it quiet."));
}

TEST(Engine, stops_pacing_when_told_to) {
  Talk talk;
  talk.say("count test");
  talk.say("stop");
  EXPECT_THAT(talk.wait(10min), IsEmpty());
}

TEST(Engine, hurries_a_pace_when_asked) {
  Talk talk;
  talk.say("count test");
  EXPECT_THAT(talk.say("next"), ElementsAre("Out."));
  EXPECT_THAT(talk.wait(5s), IsEmpty());
  talk.say("that's enough");
  EXPECT_EQ(talk.node(), "still");
}

TEST(Engine, calls_with_values_and_brings_values_back) {
  Talk talk = at_the_lamp();
  for (std::string_view answer : {"2", "3", "books\ncups\npens", "Lumen", "yep"}) talk.say(answer);
  talk.wait(20s);
  EXPECT_THAT(talk.say("yes").back(), "Counted 3. Good night, Lumen.");
  ASSERT_THAT(talk.session().notebook, SizeIs(1));
  EXPECT_EQ(talk.session().notebook[0].title, "What my lamp lights");
  EXPECT_TRUE(talk.flow().empty());
}

TEST(Engine, opens_another_flow_on_the_way_and_offers_to_come_back) {
  Talk talk = at_the_lamp();
  talk.say("count test");
  EXPECT_EQ(talk.flow(), "t-count");
  talk.say("skip");
  talk.say("skip");
  EXPECT_EQ(talk.flow(), "return");
  EXPECT_THAT(talk.said(), HasSubstr("the lamp"));
  talk.say("yes");
  EXPECT_EQ(talk.node(), "colour");
}

TEST(Engine, takes_another_flows_keyword_as_text_where_any_text_is_an_answer) {
  Talk talk = at_the_lamp();
  for (std::string_view answer : {"2", "3", "books\ncups\npens", "count test"}) talk.say(answer);
  EXPECT_EQ(talk.node(), "sure");
}

TEST(Engine, goes_on_after_pause_stop_and_not_today) {
  for (std::string_view word : {"pause", "stop", "not today", "Stop!", "not today please"}) {
    Talk talk = at_the_lamp();
    EXPECT_THAT(talk.say(word), SizeIs(1)) << word;
    EXPECT_TRUE(talk.flow().empty()) << word;
    talk.say("hello");
    EXPECT_EQ(talk.flow(), "return") << word;
    talk.say("yes");
    EXPECT_EQ(talk.node(), "colour") << word;
  }
}

TEST(Engine, comes_back_gently_after_a_long_silence) {
  Talk talk = at_the_lamp();
  talk.wait(72h);
  talk.say("1");
  EXPECT_EQ(talk.flow(), "return");
  EXPECT_THAT(talk.said(), Not(HasSubstr("Which colour")));
  talk.say("yes");
  EXPECT_EQ(talk.node(), "colour");
}

TEST(Engine, leaves_at_once_on_exit_or_the_persons_own_word) {
  Talk talk = at_the_lamp();
  talk.say("exit");
  EXPECT_EQ(talk.turn().then, core::Then::leave);
  talk.session().person["exit_word"] = std::string("Milk & honey");
  talk.say("lamp test");
  talk.say("milk and honey");
  EXPECT_EQ(talk.turn().then, core::Then::nothing);
  talk.say("milk & honey");
  EXPECT_EQ(talk.turn().then, core::Then::leave);
}

TEST(Engine, takes_an_exit_word_of_signs_alone_and_no_other_sign) {
  Talk talk = at_the_lamp();
  talk.session().person["exit_word"] = std::string("🌙");
  talk.say("👍");
  EXPECT_EQ(talk.turn().then, core::Then::nothing);
  talk.say("");
  EXPECT_EQ(talk.turn().then, core::Then::nothing);
  talk.say("🌙");
  EXPECT_EQ(talk.turn().then, core::Then::leave);
}

TEST(Engine, leaves_by_the_own_word_after_a_long_silence_too) {
  Talk talk = at_the_lamp();
  talk.session().person["exit_word"] = std::string("biscuit");
  talk.wait(8h);
  talk.say("biscuit");
  EXPECT_EQ(talk.turn().then, core::Then::leave);
  EXPECT_THAT(talk.said(), Not(HasSubstr("the lamp")));
}

TEST(Engine, begins_afresh_with_whoever_has_a_new_key_and_names_nothing_of_before) {
  Talk talk = at_the_lamp();
  const std::vector<std::string> told = talk.change_key();
  EXPECT_THAT(told, SizeIs(1));
  EXPECT_EQ(talk.turn().then, core::Then::anew);
  EXPECT_EQ(talk.flow(), "");
  talk.say("hello");
  EXPECT_THAT(talk.said(), Not(HasSubstr("lamp")));
  EXPECT_NE(talk.flow(), "return");
}

TEST(Engine, says_nothing_paced_any_more_to_whoever_has_a_new_key) {
  Talk talk = at_the_lamp();
  talk.change_key();
  EXPECT_THAT(talk.wait(4h), SizeIs(0));
}

TEST(Engine, goes_back_after_help_to_what_help_interrupted_and_to_nothing_else) {
  Talk talk = at_the_lamp();
  talk.session().person["country"] = std::string("GB");
  talk.say("help");
  EXPECT_EQ(talk.node(), "colour");
  talk.say("exit");
  talk.say("help");
  EXPECT_NE(talk.flow(), "t-lamp");
}

TEST(Engine, lets_only_a_few_conversations_wait_and_each_once) {
  Talk talk;
  for (int i = 0; i < 20; ++i)
    for (std::string_view text : {"menu", "1", "help", "count test", "lamp test", "ladder"}) talk.say(text);
  EXPECT_LE(talk.session().waiting.size(), 5U);
}

TEST(Engine, moves_on_gently_when_the_place_is_gone) {
  Talk talk = at_the_lamp();
  talk.session().thread.back().node = "renamed";
  talk.session().notebook.push_back({"k", "Kept", std::string("this"), {}});
  talk.say("1");
  EXPECT_EQ(talk.flow(), "menu");
  EXPECT_THAT(talk.session().notebook, SizeIs(1));
}

TEST(Engine, does_not_hang_in_a_circle) {
  Talk talk;
  talk.say("circle test");
  EXPECT_THAT(talk.turn().replies, Not(IsEmpty()));
}

TEST(Engine, asks_for_something_shorter_and_loses_nothing) {
  Talk talk = at_the_lamp();
  talk.say(std::string(200'000, 'a'));
  EXPECT_EQ(talk.node(), "colour");
  talk.say("1");
  EXPECT_EQ(talk.node(), "bright");
}

TEST(Engine, answers_an_empty_message) {
  Talk talk = at_the_lamp();
  for (std::string_view text : {"", "   ", "\n", "\0"}) EXPECT_THAT(talk.say(text), SizeIs(1));
  EXPECT_EQ(talk.node(), "colour");
}

TEST(Engine, keeps_what_was_kept_thirty_days_and_the_rest_one) {
  core::Session session;
  session.seen = core::TimePoint(1000h);
  EXPECT_EQ(core::expires(session), session.seen + 24h);
  session.notebook.push_back({"k", "t", 1.0, {}});
  EXPECT_EQ(core::expires(session), session.seen + 30 * 24h);
  session.person["keep_days"] = 90.0;
  EXPECT_EQ(core::expires(session), session.seen + 90 * 24h);
}

}  // namespace
