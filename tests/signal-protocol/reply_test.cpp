#include "adapters/signal/protocol/reply.hpp"

#include <gmock/gmock.h>

namespace {

using namespace signal_channel;
using testing::ElementsAre;
using testing::SizeIs;

TEST(PartsOf, a_reply_has_its_choices_below_it_with_bold_numbers) {
  const Part part = parts_of({"What helps?", {"Tea", "A walk"}}).at(0);
  EXPECT_EQ(part.text, "What helps?\n1 Tea\n2 A walk");
  EXPECT_THAT(part.styles, ElementsAre(Style{12, 1, Look::bold}, Style{18, 1, Look::bold}));
}

TEST(PartsOf, a_reply_counts_as_signal_counts) {
  const Part part = parts_of({"\U0001f30a?", {"\U0001f469\u200d\U0001f467", "No"}}).at(0);
  EXPECT_THAT(part.styles, ElementsAre(Style{4, 1, Look::bold}, Style{12, 1, Look::bold}));
  EXPECT_EQ(written(part.styles[1]), "12:1:BOLD");
}

TEST(PartsOf, a_reply_of_ten_choices_has_a_longer_number_at_the_end) {
  const Part part = parts_of({"?", std::vector<std::string>(10, "x")}).at(0);
  EXPECT_THAT(part.styles, SizeIs(10));
  EXPECT_EQ(part.styles[9], (Style{38, 2, Look::bold}));
}

TEST(PartsOf, a_long_reply_stays_whole) {
  const std::string text(3000, 'x');
  std::string joined;
  for (const Part& part : parts_of({text, {"Tea"}})) joined += part.text;
  EXPECT_EQ(joined, text + "\n1 Tea");
}

TEST(QuestionOf, a_reply_is_its_last_line) {
  EXPECT_EQ(question_of({"One.\n\nWhat helps?", {}}), "What helps?");
  EXPECT_EQ(question_of({"What helps?", {}}), "What helps?");
}

}  // namespace
