#include "adapters/signal/protocol/lines.hpp"

#include <gmock/gmock.h>

namespace {

using signal_channel::Lines;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Whole = std::vector<std::optional<std::string>>;

constexpr std::size_t longest = Lines::longest;
const std::string too_long(longest + 1, 'x');

TEST(Lines, come_whole_however_they_are_torn) {
  const std::string bytes = "{\"a\":1}\n{\"b\":\"\xf0\x9f\x8c\x8a\"}\n\n{}\n";
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    Lines lines;
    Whole all;
    for (std::size_t at = 0; at < bytes.size(); at += size)
      for (auto& line : lines.take(std::string_view(bytes).substr(at, size))) all.push_back(std::move(line));
    EXPECT_THAT(all, ElementsAre("{\"a\":1}", "{\"b\":\"\xf0\x9f\x8c\x8a\"}", "", "{}")) << size;
  }
}

TEST(Lines, wait_for_their_end) {
  Lines lines;
  EXPECT_THAT(lines.take("{\"a\""), IsEmpty());
  EXPECT_THAT(lines.take(""), IsEmpty());
  EXPECT_THAT(lines.take(":1}\n{"), ElementsAre("{\"a\":1}"));
  EXPECT_THAT(lines.take("}\n"), ElementsAre("{}"));
}

TEST(Lines, of_the_greatest_length_are_kept) {
  Lines lines;
  EXPECT_EQ(lines.take(std::string(longest, 'x') + "\n")[0]->size(), longest);
  lines.take(std::string(longest, 'x'));
  EXPECT_EQ(lines.take("\n")[0]->size(), longest);
}

TEST(Lines, that_are_too_long_are_dropped_to_their_end_and_told) {
  Lines lines;
  EXPECT_THAT(lines.take("a\n" + too_long + "\nb\n"), ElementsAre("a", std::nullopt, "b"));
  lines.take(too_long);
  EXPECT_THAT(lines.take("still the same"), IsEmpty());
  EXPECT_THAT(lines.take("\nb\n" + too_long + "\n\n"), ElementsAre(std::nullopt, "b", std::nullopt, ""));
}

TEST(Lines, that_grow_too_long_piece_by_piece_are_dropped_too) {
  Lines lines;
  for (std::size_t i = 0; i <= longest; i += 1024) lines.take(std::string(1024, 'x'));
  EXPECT_THAT(lines.take("\nb\n"), ElementsAre(std::nullopt, "b"));
}

}  // namespace
