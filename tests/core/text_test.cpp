#include "core/text.hpp"

#include <gtest/gtest.h>

namespace core {

TEST(Fold, makes_answers_comparable) {
  EXPECT_EQ(fold("  Yes, please… "), "yes please");
  EXPECT_EQ(fold("YES!!"), "yes");
  EXPECT_EQ(fold("3/10"), "3 10");
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold(" ?! "), "");
}

TEST(Fold, makes_curly_quotes_straight) {
  for (const auto* text : {"don't", "don’t", "don‘t", "don´t", "don`t", "donʼt", "DON＇T"}) EXPECT_EQ(fold(text), "don't") << text;
}

TEST(Fold, keeps_an_apostrophe_only_within_a_word) {
  EXPECT_EQ(fold("'yes'"), "yes");
  EXPECT_EQ(fold("‘yes’"), "yes");
  EXPECT_EQ(fold("goin' home"), "goin home");
  EXPECT_EQ(fold("a''b"), "a b");
}

TEST(Fold, makes_compatible_letters_the_same) {
  EXPECT_EQ(fold("ｙｅｓ"), "yes");
  EXPECT_EQ(fold("ﬁne"), "fine");
  EXPECT_EQ(fold("Straße"), fold("STRASSE"));
  EXPECT_EQ(fold("①"), "1");
}

TEST(Fold, removes_what_nobody_sees) {
  EXPECT_EQ(fold("y\u200be\u00ads\ufeff"), "yes");
  EXPECT_EQ(fold("\u202eyes\u202c"), "yes");
}

TEST(Fold, composes_and_keeps_marks_of_a_word_only) {
  EXPECT_EQ(fold("si\u0301"), "s\u00ed");
  EXPECT_EQ(fold("हिन्दी"), "हिन्दी");
  EXPECT_EQ(fold("- \u0301 -"), "");
}

TEST(Fold, is_the_same_the_second_time) {
  for (const auto* text : {"Ça va?", "it’s ﬁne…", "İstanbul", "ἈΘΗΝΆ", "a'b'", "ß", "ŉ"}) EXPECT_EQ(fold(fold(text)), fold(text));
}

TEST(Words, are_split_at_spaces) {
  EXPECT_EQ(words("not today"), (std::vector<std::string_view>{"not", "today"}));
  EXPECT_TRUE(words("").empty());
}

TEST(Typos, allow_a_slip_of_each_sort) {
  EXPECT_TRUE(within_typos("grounding", "groundng", 1));
  EXPECT_TRUE(within_typos("grounding", "groundingg", 1));
  EXPECT_TRUE(within_typos("grounding", "griunding", 1));
  EXPECT_TRUE(within_typos("grounding", "gruonding", 1));
  EXPECT_FALSE(within_typos("grounding", "gruondin", 1));
  EXPECT_TRUE(within_typos("grounding", "gruondin", 2));
}

TEST(Typos, are_counted_in_code_points) {
  EXPECT_TRUE(within_typos("señal", "senal", 1));
  EXPECT_FALSE(within_typos("señál", "senal", 1));
}

TEST(Typos, know_the_ends_of_short_texts) {
  EXPECT_TRUE(within_typos("", "a", 1));
  EXPECT_FALSE(within_typos("", "ab", 1));
  EXPECT_TRUE(within_typos("ab", "ba", 1));
  EXPECT_TRUE(within_typos("same", "same", 0));
  EXPECT_FALSE(within_typos("same", "sane", 0));
  EXPECT_FALSE(within_typos("abcd", "dcba", 2));
}

TEST(Phrase, stands_at_word_boundaries) {
  EXPECT_TRUE(holds_phrase("i think not today", "not today"));
  EXPECT_TRUE(holds_phrase("not today", "not today"));
  EXPECT_TRUE(holds_phrase("knots not", "not"));
  EXPECT_FALSE(holds_phrase("i am skilled", "killed"));
  EXPECT_FALSE(holds_phrase("another", "not"));
  EXPECT_FALSE(holds_phrase("anything", ""));
}

TEST(Length, counts_code_points) { EXPECT_EQ(length("señal 🕯"), 7U); }

}  // namespace core
