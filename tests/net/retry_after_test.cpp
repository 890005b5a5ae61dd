#include "adapters/net/retry_after.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using net::parse_retry_after;

/// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110.
const std::chrono::system_clock::time_point now{784111777s};

TEST(RetryAfter, is_whole_seconds) {
  EXPECT_EQ(parse_retry_after("0", now), 0ms);
  EXPECT_EQ(parse_retry_after("120", now), 2min);
}

TEST(RetryAfter, is_a_date) {
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:47 GMT", now), 10s);
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:47 GMT", now + 500ms), 9500ms);
}

TEST(RetryAfter, of_a_date_that_is_over_is_now) {
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:36 GMT", now), 0ms);
}

TEST(RetryAfter, is_never_more_than_an_hour) {
  EXPECT_EQ(parse_retry_after("3601", now), 1h);
  EXPECT_EQ(parse_retry_after("99999999999999999999999999999999", now), 1h);
  EXPECT_EQ(parse_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", now), 1h);
}

TEST(RetryAfter, says_nothing_when_it_is_neither) {
  for (const char* text : {"", "soon", "-1", "1.5", "1 ", " 1", "1s", "0x10", "Sun, 06 Nov 1994 08:49:47 CET",
                           "Sun, 06 Nov 1994 08:49:47 GMT and more", "Sun, 99 Nov 1994 08:49:47 GMT", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:47 GM"})
    EXPECT_EQ(parse_retry_after(text, now), std::nullopt) << text;
}

}  // namespace
