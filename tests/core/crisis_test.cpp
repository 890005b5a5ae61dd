#include "core/crisis.hpp"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "core/judgement.hpp"
#include "core/lexicon.hpp"

namespace core {
namespace {

// A handful of words is enough to show the grammar; the real ones are content.
Lexicon small() {
  Lexicon lexicon("en");
  lexicon.add_group("self", {"myself", "my self"});
  lexicon.add_group("dying", {"{self}", "end it all"});
  for (const auto* word : {"not", "don't", "never"}) lexicon.add_role(Vocabulary::negator, word);
  for (const auto* word : {"i", "want", "to", "do", "think"}) lexicon.add_role(Vocabulary::reach, word);
  for (const auto* word : {"i", "myself", "my"}) lexicon.add_role(Vocabulary::first_person, word);
  for (const auto* word : {"she", "friend"}) lexicon.add_role(Vocabulary::third_person, word);
  lexicon.add_slips("suicide");
  lexicon.add_signal(signal::idiom, "kill myself laughing");
  lexicon.add_signal(signal::pseudo, "not only");
  lexicon.add_signal(signal::live, "but sometimes");
  lexicon.add_signal(signal::past, "years ago");
  lexicon.add_signal(signal::recent, "(last|this) night");
  lexicon.add_signal(signal::fiction, "film");
  const auto wish = lexicon.add_rule({.id = "wish", .kind = Kind::suicide, .level = Level::crisis});
  for (const auto* phrase : {"kill|killing {self}", "want|wants to die", "suicide", "end it all"}) lexicon.add_phrase(wish, phrase);
  const auto plan = lexicon.add_rule({.id = "plan", .kind = Kind::suicide, .level = Level::crisis, .imminent = true});
  lexicon.add_phrase(plan, "(took|swallowed) {number} ... pills");
  const auto assault = lexicon.add_rule({.id = "assault", .kind = Kind::recent_assault, .level = Level::crisis,
                                         .about = About::anyone, .when = When::recent});
  lexicon.add_phrase(assault, "attacked me");
  const auto cut = lexicon.add_rule({.id = "cut", .kind = Kind::self_harm, .level = Level::crisis, .when = When::not_past});
  lexicon.add_phrase(cut, "cut {self}");
  const auto sad = lexicon.add_rule({.id = "sad", .kind = Kind::distress, .level = Level::support});
  lexicon.add_phrase(sad, "so? sad");
  lexicon.finish();
  return lexicon;
}

Risk risk(std::string_view text) {
  static const std::array<Lexicon, 1> lexicons{small()};
  return assess(lexicons, text);
}

TEST(Risk, is_named_as_the_command_line_prints_it) {
  EXPECT_EQ(name(Level::crisis), "crisis");
  EXPECT_EQ(name(Kind::recent_assault), "recent_assault");
  EXPECT_EQ(name(Kind::none), "");
  EXPECT_EQ(kind_named("third_party"), Kind::third_party);
  EXPECT_EQ(kind_named("nonsense"), Kind::none);
}

TEST(Crisis, names_the_rule_that_decided) {
  EXPECT_EQ(risk("I want to die"), (Risk{Level::crisis, Kind::suicide, false, "wish"}));
  EXPECT_EQ(risk("I feel fine"), Risk{});
  EXPECT_EQ(risk(""), Risk{});
}

TEST(Crisis, is_found_by_words_and_not_by_parts_of_words) {
  EXPECT_EQ(risk("suicide").level, Level::crisis);
  EXPECT_EQ(risk("suicides-are-mentioned unkilling myselfish").level, Level::none);
}

TEST(Crisis, is_found_through_disguises) {
  for (const auto* text : {"KILL MYSELF", "kiiill myseeelf", "k1ll mys3lf", "k!ll myself", "kill my self", "k i l l myself",
                           "k.i.l.l myself", "ki\u200bll my\u00adself", "кill mуself", "ｋｉｌｌ ｍｙｓｅｌｆ", "kíll mysélf",
                           "su1c1de", "s*icide", "suicde", "siucide", "sui-cide", "S.U.I.C.I.D.E", "**suicide**", "want, to, die"})
    EXPECT_EQ(risk(text).level, Level::crisis) << text;
}

TEST(Crisis, leaves_a_denied_wish_alone) {
  EXPECT_EQ(risk("I do not want to die").level, Level::none);
  EXPECT_EQ(risk("I don't want to kill myself").level, Level::none);
}

TEST(Crisis, is_denied_only_within_the_clause) {
  EXPECT_EQ(risk("No, never mind. I want to die").level, Level::crisis);
  EXPECT_EQ(risk("not today, I want to die").level, Level::crisis);
  EXPECT_EQ(risk("I don't know, maybe I want to die").level, Level::crisis);
}

TEST(Crisis, is_not_denied_twice) { EXPECT_EQ(risk("I do not think I never want to die").level, Level::crisis); }

TEST(Crisis, is_not_denied_by_what_only_looks_like_a_denial) {
  EXPECT_EQ(risk("not only do I want to die").level, Level::crisis);
}

TEST(Crisis, denied_and_alive_all_the_same_is_disclosed) {
  EXPECT_EQ(risk("I don't want to die but sometimes it comes").level, Level::crisis);
}

TEST(Crisis, is_hidden_by_an_idiom_only_where_the_idiom_stands) {
  EXPECT_EQ(risk("I could kill myself laughing").level, Level::none);
  EXPECT_EQ(risk("I could kill myself laughing but I want to die").level, Level::crisis);
}

TEST(Crisis, of_another_is_worry_about_them) {
  EXPECT_EQ(risk("she wants to die").kind, Kind::third_party);
  EXPECT_EQ(risk("my friend is here and I want to die").kind, Kind::suicide);
  EXPECT_EQ(risk("in the film she wants to die").level, Level::none);
}

TEST(Crisis, long_past_is_for_support) {
  EXPECT_EQ(risk("I cut myself years ago"), (Risk{Level::support, Kind::distress, false, "cut"}));
  EXPECT_EQ(risk("I cut myself").level, Level::crisis);
}

TEST(Crisis, that_must_be_recent_says_when) {
  EXPECT_EQ(risk("he attacked me").level, Level::support);
  EXPECT_EQ(risk("he attacked me. It was last night").level, Level::crisis);
}

TEST(Crisis, with_means_at_hand_is_imminent) {
  EXPECT_TRUE(risk("took 30 of the small pills").imminent);
  EXPECT_TRUE(risk("swallowed 12 pills").imminent);
  EXPECT_EQ(risk("took 30 of the small blue round pills").level, Level::none);
  EXPECT_EQ(risk("took 30. More pills").level, Level::none);
}

TEST(Crisis, the_gravest_rule_decides) {
  EXPECT_EQ(risk("so sad that I want to die").rule, "wish");
  EXPECT_EQ(risk("I want to die, took 30 pills").rule, "plan");
  EXPECT_TRUE(graver({Level::crisis, Kind::suicide, false, ""}, {Level::crisis, Kind::danger, false, ""}));
  EXPECT_TRUE(graver({Level::crisis, Kind::third_party, true, ""}, {Level::crisis, Kind::suicide, false, ""}));
  EXPECT_FALSE(graver(Risk{}, Risk{}));
}

TEST(Crisis, in_any_loaded_language_counts) {
  Lexicon other("es");
  other.add_phrase(other.add_rule({.id = "deseo", .kind = Kind::suicide, .level = Level::crisis}), "quiero morir");
  other.finish();
  const std::array<Lexicon, 2> both{small(), std::move(other)};
  EXPECT_EQ(assess(both, "quiero morir").rule, "deseo");
  EXPECT_EQ(assess(both, "I want to die").rule, "wish");
}

TEST(Lexicon, refuses_phrases_that_mean_nothing) {
  Lexicon lexicon("en");
  EXPECT_THROW(lexicon.add_signal(signal::past, "{missing} ago"), std::invalid_argument);
  EXPECT_THROW(lexicon.add_signal(signal::past, "... ..."), std::invalid_argument);
  EXPECT_THROW(lexicon.add_signal(signal::past, "a( b|c)"), std::invalid_argument);
  EXPECT_THROW(lexicon.add_signal(signal::past, "(a ... b|c)"), std::invalid_argument);
  EXPECT_THROW(lexicon.add_signal(signal::past, "!!"), std::invalid_argument);
  EXPECT_THROW(lexicon.add_group("number", {"one"}), std::invalid_argument);
  lexicon.add_rule({.id = "twice"});
  EXPECT_THROW(lexicon.add_rule({.id = "twice"}), std::invalid_argument);
}

}  // namespace
}  // namespace core
