#include "content/lint.hpp"

#include <gtest/gtest.h>

#include "content/flows.hpp"

namespace {

constexpr core::TimePoint today = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);

class Lint : public testing::Test {
 protected:
  std::string complaints() const { return tests::listed(content::check(flows.folder(), today)); }
  std::string complaints(std::string_view nodes) const {
    flows.write_flow("tea", nodes);
    return complaints();
  }
  tests::Flows flows;
};

TEST_F(Lint, has_nothing_to_say_about_what_the_tests_begin_with) { EXPECT_EQ(complaints(), ""); }

TEST_F(Lint, says_nothing_more_about_a_flow_that_could_not_be_read) {
  EXPECT_EQ(complaints("  a: {say: Hi., next: nowhere}\n  b: {say: Hi.}\n"),
            "M005 tea.yaml:7:23 there is no node 'nowhere' in this flow\n");
}

TEST_F(Lint, does_not_take_a_flow_with_a_mistake_for_a_missing_one) {
  flows.write_flow("soup", "  a: {say: 3}\n");
  EXPECT_EQ(complaints("  a: {call: soup, next: b}\n  b: {end: true}\n"), "M002 soup.yaml:7:7 can't be a number\n");
}

TEST_F(Lint, finds_a_question_that_skipping_does_not_leave) {
  EXPECT_EQ(complaints("  a: {ask: Which, text: {into: x}, skip: a, next: b}\n  b: {end: true}\n"),
            "M008 tea.yaml:7:3 skipping 'a' leads back to it\n");
}

TEST_F(Lint, finds_a_choice_and_an_answer_that_lead_nowhere) {
  EXPECT_EQ(complaints("  a: {ask: Which, text: {into: x}, choices: {c: {label: This}}, skip: b}\n  b: {end: true}\n"),
            "M007 tea.yaml:7:3 an answer to 'a' leads nowhere: needs 'next'\n"
            "M007 tea.yaml:7:46 'c' leads nowhere: needs 'next'\n");
}

TEST_F(Lint, finds_a_loop_through_a_called_flow_that_does_not_wait) {
  flows.write_flow("soup", "  a: {say: Hot., next: b}\n  b: {end: true}\n");
  EXPECT_EQ(complaints("  a: {call: soup, next: a}\n").substr(0, 19), "M009 tea.yaml:7:3 '");
}

TEST_F(Lint, finds_no_loop_where_the_called_flow_waits) {
  flows.write_flow("soup", "  a: {ask: \"Salt?\", text: {into: x}, next: b}\n  b: {end: true}\n");
  EXPECT_EQ(complaints("  a: {call: soup, next: a}\n"), "");
}

TEST_F(Lint, finds_a_flow_that_calls_itself_without_waiting) {
  EXPECT_EQ(complaints("  a: {call: tea, next: b}\n  b: {end: true}\n").substr(0, 19), "M009 tea.yaml:7:3 '");
}

TEST_F(Lint, follows_names_into_called_flows_and_back) {
  flows.write_flow("soup", "  a: {say: \"{salt}\", next: b}\n  b: {set: {pepper: 1}, next: c}\n  c: {end: true}\n");
  EXPECT_EQ(complaints("  a: {call: soup, with: {salt: 1}, returns: {x: pepper}, next: b}\n  b: {say: \"{x}\", next: c}\n  c: {end: true}\n"), "");
  EXPECT_EQ(complaints("  a: {call: soup, with: {sugar: 1, salt: 2}, returns: {x: honey}, next: c}\n  c: {end: true}\n"),
            "M010 tea.yaml:7:3 'soup' has no use for 'sugar'\nM010 tea.yaml:7:3 nothing in 'soup' sets 'honey'\n");
}

TEST_F(Lint, knows_what_belongs_to_the_person_and_to_the_notebook) {
  EXPECT_EQ(complaints("  a: {keep: $person.country, as: home, title: Home, next: b}\n  b: {set: {x: $kept.home}, next: c}\n  c: {end: true}\n"), "");
  EXPECT_EQ(complaints("  a: {set: {person.shoe: $kept.away, kept: 1}, next: c}\n  c: {end: true}\n"),
            "M010 tea.yaml:7:3 there is no 'person.shoe'\nM010 tea.yaml:7:3 only 'keep' writes into the notebook\n"
            "M010 tea.yaml:7:26 nothing ever sets 'kept.away'\n");
}

TEST_F(Lint, compares_choices_unless_both_have_a_condition) {
  const std::string question = "  a:\n    ask: Which\n    text: {into: x}\n    next: b\n    choices:\n";
  EXPECT_EQ(complaints(question + "      c: {label: Same, when: {known: $x}}\n      d: {label: Same, when: {not: {known: $x}}}\n  b: {end: true}\n"), "");
  EXPECT_EQ(complaints(question + "      c: {label: Same, when: {known: $x}}\n      d: {label: Same}\n  b: {end: true}\n"),
            "M018 tea.yaml:13:7 the answer \"same\" fits both 'c' and 'd'\n");
}

TEST_F(Lint, looks_at_every_arm_of_a_select_for_the_first_words) {
  EXPECT_EQ(complaints("  a: {set: {x: 1}, next: b}\n  b: {say: \"{x, select, two {Your therapist.} other {Hello.}}\", next: c}\n  c: {end: true}\n"),
            "M016 tea.yaml:8:12 \"therapist\" stands in the first 80 characters, which a lock screen shows\n");
}

TEST_F(Lint, leaves_words_in_quotes_and_labels_alone) {
  EXPECT_EQ(complaints("  a:\n    ask: Some say “you should be over it” or \"just go\".\n    choices: {c: {label: I must go, next: b}}\n    skip: b\n  b: {end: true}\n"), "");
  EXPECT_EQ(complaints("  a:\n    ask: One quote \" and you should go.\n    choices: {c: {label: \"Yes!\", next: b}}\n    skip: b\n  b: {end: true}\n"),
            "M019 tea.yaml:8:10 \"should\" is not how it speaks\nM019 tea.yaml:9:26 an exclamation mark\n");
}

TEST_F(Lint, looks_at_translations_too) {
  flows.write("words/de.yaml", "yes: [ja]\nno: [nein]\ncommands: {stop: [halt], pause: [pause], not_today: [heute nicht], skip: [weiter],\n"
                               "  back: [zurück], help: [hilfe], menu: [menü], exit: [raus]}\nnumbers: {eins: 1}\ndone: [fertig]\nfillers: [bitte]\none_more: [noch]\nnot_first: [therapie]\n");
  flows.write("locale/de.po", "msgctxt \"tea/a/say\"\nmsgid \"Hello.\"\nmsgstr \"Therapie {wer}.\"\n");
  const std::string found = complaints("  a: {say: Hello you., next: b}\n  b: {end: true}\n");
  EXPECT_NE(found.find("M010 de.po:1:1 'tea/a/say' has no 'wer'\n"), std::string::npos) << found;
  EXPECT_NE(found.find("M013 de.po:1:1 the text 'tea/a/say' has changed since\n"), std::string::npos) << found;
  EXPECT_NE(found.find("M016 de.po:1:1 \"therapie\""), std::string::npos) << found;
}

TEST_F(Lint, finds_a_released_choice_that_was_renamed) {
  flows.write("released.txt", "tea/a/c\ntea/a/d\n");
  EXPECT_EQ(complaints("  a:\n    ask: Which\n    choices: {c: {label: This}}\n    next: b\n  b: {end: true}\n"),
            "M021 released.txt:2:1 'tea/a/d' was released, and people may be there: it has to stay\n");
}

}  // namespace
