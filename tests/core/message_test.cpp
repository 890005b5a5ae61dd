#include "core/message.hpp"

#include <gtest/gtest.h>

namespace core {

TEST(Clean, leaves_ordinary_text_alone) {
  for (const auto* text : {"", "Hello, you.\nSecond line", "¿Qué tal?", "👩\u200d👧", "سلام"}) EXPECT_EQ(clean(text), text);
}

TEST(Clean, makes_every_line_end_a_newline) {
  EXPECT_EQ(clean("a\r\nb\rc\nd"), "a\nb\nc\nd");
  EXPECT_EQ(clean("a\r\n\r\nb"), "a\n\nb");
  EXPECT_EQ(clean("a\u2028b\u2029c\u0085d"), "a\nb\nc\nd");
}

TEST(Clean, drops_control_characters) {
  using namespace std::string_view_literals;
  EXPECT_EQ(clean("ki\0ll"sv), "kill");
  EXPECT_EQ(clean("\x1b[31mred\x7f"), "[31mred");
  EXPECT_EQ(clean("a\tb"), "a b");
  EXPECT_EQ(clean("a\u009bb"), "ab");
}

TEST(Clean, drops_what_turns_the_direction_of_text) {
  EXPECT_EQ(clean("\u202eabc\u202c \u2066d\u2069\u200f\u061c"), "abc d");
}

TEST(Clean, replaces_what_is_not_utf8) {
  EXPECT_EQ(clean("a\xff""b"), "a\ufffdb");
  EXPECT_EQ(clean("\xc3"), "\ufffd");
  EXPECT_EQ(clean("\xc0\xaf"), "\ufffd\ufffd");
  EXPECT_EQ(clean("\xed\xa0\x80"), "\ufffd\ufffd\ufffd");
}

TEST(Clean, keeps_a_few_marks_of_ten_thousand) {
  std::string text = "a";
  for (int i = 0; i < 10'000; ++i) text += "\u0301";
  EXPECT_EQ(clean(text + "b"), "a\u0301\u0301\u0301\u0301b");
}

TEST(Clean, is_not_fooled_by_invisible_characters_between_marks) {
  std::string text = "a";
  for (int i = 0; i < 100; ++i) text += "\u0301\u200b";
  const std::string cleaned = clean(text);
  std::size_t marks = 0;
  for (auto at = cleaned.find("\u0301"); at != std::string::npos; at = cleaned.find("\u0301", at + 1)) ++marks;
  EXPECT_EQ(marks, most_marks);
}

TEST(Clean, is_the_same_the_second_time) {
  for (const auto* text : {"a\r\r\nb", "\x80\xc3", "\u202e\u0301"}) EXPECT_EQ(clean(clean(text)), clean(text));
}

}  // namespace core
