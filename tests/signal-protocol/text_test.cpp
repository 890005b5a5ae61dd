#include "adapters/signal/protocol/text.hpp"

#include <gmock/gmock.h>

namespace {

using signal_channel::longest_part;
using signal_channel::Look;
using signal_channel::Part;
using signal_channel::split;
using signal_channel::Style;
using signal_channel::utf16_length;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string wave = "\xf0\x9f\x8c\x8a";  // four bytes, two UTF-16 units

std::string repeat(std::string_view what, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += what;
  return all;
}

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> all;
  std::string joined;
  for (Part& part : split(text)) {
    EXPECT_LE(part.text.size(), longest_part);
    joined += part.text;
    all.push_back(std::move(part.text));
  }
  EXPECT_EQ(joined, text);
  return all;
}

const std::string words = repeat("word ", 200);  // 1000 bytes without any other break

TEST(Split, leaves_alone_what_fits) {
  EXPECT_THAT(texts("hello\n\nthere. 1 yes\n2 no"), ElementsAre("hello\n\nthere. 1 yes\n2 no"));
  EXPECT_THAT(texts(std::string(1999, 'x')), SizeIs(1));
  EXPECT_THAT(texts(std::string(2000, 'x')), SizeIs(2));
}

TEST(Split, makes_nothing_of_nothing) { EXPECT_THAT(split(""), IsEmpty()); }

TEST(Split, breaks_after_a_paragraph_before_anything_else) {
  EXPECT_THAT(texts(words + "\n\none line\nA sentence. A" + words), ElementsAre(words + "\n\n", "one line\nA sentence. A" + words));
}

TEST(Split, breaks_after_a_line_where_there_is_no_paragraph) {
  EXPECT_THAT(texts(words + "\nA sentence. A" + words), ElementsAre(words + "\n", "A sentence. A" + words));
}

TEST(Split, breaks_after_a_sentence_where_there_is_no_line) {
  EXPECT_THAT(texts(words + "end. A" + words), ElementsAre(words + "end. ", "A" + words));
  EXPECT_THAT(texts(words + "end\xe3\x80\x82" + "A" + words), ElementsAre(words + "end\xe3\x80\x82", "A" + words));
}

TEST(Split, breaks_after_a_word_where_there_is_no_sentence) {
  EXPECT_THAT(texts(words + words), ElementsAre(repeat("word ", 399), "word "));
}

TEST(Split, breaks_between_words_of_a_script_without_spaces) {
  const std::string thai = "\xe0\xb8\xa0\xe0\xb8\xb2\xe0\xb8\xa9\xe0\xb8\xb2\xe0\xb9\x84\xe0\xb8\x97\xe0\xb8\xa2";  // "the Thai language"
  EXPECT_EQ(texts(repeat(thai, 100))[0].size() % 3, 0u);
}

TEST(Split, does_not_break_a_link_that_fits) {
  const std::string link = "https://example.org/a/long-way?To=help&more=" + std::string(1000, 'x');
  EXPECT_THAT(texts(words + link), ElementsAre(words, link));
  EXPECT_THAT(texts(words + "A sentence. " + link + " and so on"), ElementsAre(words + "A sentence. ", link + " and so on"));
}

TEST(Split, breaks_a_link_that_is_too_long_between_its_parts) {
  EXPECT_EQ(texts("https://example.org/" + repeat("path/", 500))[0], "https://example.org/" + repeat("path/", 395));
}

TEST(Split, makes_no_small_part_where_a_lesser_break_gives_a_fair_one) {
  EXPECT_THAT(texts("Hi.\n\n" + words + words), ElementsAre("Hi.\n\n" + repeat("word ", 398), "word word "));
}

TEST(Split, makes_a_small_part_where_nothing_else_spares_a_word) {
  EXPECT_THAT(texts("Hi.\n\n" + std::string(1999, 'x')), ElementsAre("Hi.\n\n", std::string(1999, 'x')));
}

TEST(Split, breaks_between_graphemes_where_there_is_no_word) {
  const std::string family = "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7";  // 11 bytes
  const std::string accent = "e\xcc\x81";
  EXPECT_THAT(texts(repeat(accent, 1000))[0], EndsWith(accent));
  EXPECT_EQ(texts(std::string(1, 'x') + repeat(family, 300))[0].size() % family.size(), 1u);
}

TEST(Split, breaks_after_no_space_that_bears_a_mark) {
  EXPECT_EQ(texts(std::string(1500, 'x') + " \xcc\x81" + std::string(1500, 'x'))[0].size(), 1999u);
}

TEST(Split, breaks_between_code_points_where_a_grapheme_is_too_long) {
  const std::string mark = "\xe2\x83\x90", accent = "\xc3\xa9";
  EXPECT_EQ(texts(accent + repeat(mark, 2000))[0].size(), 1997u);
  EXPECT_EQ(texts(accent + accent + repeat(mark, 2000))[1].size(), 1997u);
}

TEST(Split, keeps_a_style_with_its_part) {
  const std::vector<Style> styles = {{0, 4, Look::bold}, {1005, 4, Look::italic}};
  const auto parts = split(words + "\n" + words + words, styles);
  EXPECT_THAT(parts[0].styles, ElementsAre(Style{0, 4, Look::bold}));
  EXPECT_THAT(parts[1].styles, ElementsAre(Style{4, 4, Look::italic}));
}

TEST(Split, goes_on_with_a_style_in_the_next_part) {
  const std::vector<Style> styles = {{990, 20, Look::spoiler}};
  const auto parts = split(words + "\n" + words, styles);
  EXPECT_THAT(parts[0].styles, ElementsAre(Style{990, 11, Look::spoiler}));
  EXPECT_THAT(parts[1].styles, ElementsAre(Style{0, 9, Look::spoiler}));
}

TEST(Split, counts_the_place_of_a_style_in_utf16_units) {
  const std::string waves = repeat(wave, 300);  // 1200 bytes, 600 units
  const std::vector<Style> styles = {{601, 2, Look::bold}};
  const auto parts = split(waves + "\n" + wave + waves, styles);
  EXPECT_EQ(parts[0].text, waves + "\n");
  EXPECT_THAT(parts[0].styles, IsEmpty());
  EXPECT_THAT(parts[1].styles, ElementsAre(Style{0, 2, Look::bold}));
}

TEST(Split, leaves_away_a_style_that_lies_outside) {
  const std::vector<Style> styles = {{0, 0, Look::bold}, {5, 1, Look::bold}, {3, SIZE_MAX, Look::monospace}, {SIZE_MAX, SIZE_MAX, Look::bold}};
  EXPECT_THAT(split("hello", styles)[0].styles, ElementsAre(Style{3, 2, Look::monospace}));
}

TEST(Written, is_as_signal_cli_reads_it) {
  EXPECT_EQ(written(Style{0, 5, Look::bold}), "0:5:BOLD");
  EXPECT_EQ(written(Style{1, 2, Look::italic}), "1:2:ITALIC");
  EXPECT_EQ(written(Style{1, 2, Look::spoiler}), "1:2:SPOILER");
  EXPECT_EQ(written(Style{1, 2, Look::strikethrough}), "1:2:STRIKETHROUGH");
  EXPECT_EQ(written(Style{1, 2, Look::monospace}), "1:2:MONOSPACE");
}

TEST(Utf16Length, counts_two_for_what_lies_beyond_the_basic_plane) {
  EXPECT_EQ(utf16_length(""), 0u);
  EXPECT_EQ(utf16_length("sea"), 3u);
  EXPECT_EQ(utf16_length("s\xc3\xa9\xe2\x82\xac"), 3u);
  EXPECT_EQ(utf16_length(wave + "!"), 3u);
}

}  // namespace
