#include "content/reading_level.hpp"

#include <gtest/gtest.h>

namespace {

using content::readability;
using content::syllables;

TEST(ReadingLevel, counts_the_syllables_of_words) {
  for (const char* one : {"a", "tea", "make", "hoped", "steps", "times", "don't", "the", "through", "whole"}) EXPECT_EQ(syllables(one), 1u) << one;
  for (const char* two : {"table", "wanted", "places", "easy", "noticed", "breathing", "person", "little"}) EXPECT_EQ(syllables(two), 2u) << two;
  for (const char* three : {"vulnerable", "conversation"}) EXPECT_GE(syllables(three), 3u) << three;
}

TEST(ReadingLevel, counts_sentences_by_marks_and_lines) {
  EXPECT_EQ(readability("One two. Three? \"Four.\" Five").sentences, 4u);
  EXPECT_EQ(readability("One\ntwo").sentences, 2u);
  EXPECT_EQ(readability("From 0.5 to example.org it is one.").sentences, 1u);
  EXPECT_EQ(readability("1 2 3.").words, 0u);
}

TEST(ReadingLevel, is_the_formula) {
  // 0.39 * 6 + 11.8 * 1 - 15.59
  EXPECT_NEAR(readability("The cat sat on the mat.").grade(), -1.45, 0.01);
  EXPECT_EQ(readability("").grade(), 0);
}

}  // namespace
