#include "adapters/terminal/output.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>

namespace {

using terminal::wrap;

TEST(Wrap, breaks_at_spaces_within_the_width) {
  EXPECT_EQ(wrap("one two three", 7), "one two\nthree");
  EXPECT_EQ(wrap("one two three", 13), "one two three");
}

TEST(Wrap, keeps_the_lines_that_are_there) { EXPECT_EQ(wrap("a b\n1 c\n\n2 d", 80), "a b\n1 c\n\n2 d"); }

TEST(Wrap, leaves_a_long_word_whole) { EXPECT_EQ(wrap("a https://example.org/x b", 5), "a\nhttps://example.org/x\nb"); }

TEST(Wrap, counts_letters_not_bytes) { EXPECT_EQ(wrap("äää ööö", 7), "äää ööö"); }

TEST(Wrap, of_nothing_is_nothing) { EXPECT_EQ(wrap("", 10), ""); }

TEST(WriteAll, says_when_the_device_is_full) {
  const int full = ::open("/dev/full", O_WRONLY);
  EXPECT_FALSE(terminal::write_all(full, "text"));
  EXPECT_EQ(errno, ENOSPC);
  ::close(full);
}

}  // namespace
