#include "adapters/net/backoff.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace {

using namespace std::chrono_literals;
using Times = std::vector<std::chrono::milliseconds>;

Times next(net::Backoff& backoff, int count, std::uint64_t random) {
  Times times;
  while (count-- > 0) times.push_back(backoff.next(random));
  return times;
}

TEST(Backoff, doubles_until_it_is_a_minute) {
  net::Backoff backoff;
  EXPECT_EQ(next(backoff, 9, 0), (Times{500ms, 1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}));
}

TEST(Backoff, is_spread_over_its_upper_half) {
  net::Backoff backoff(1000ms);
  EXPECT_EQ(backoff.next(500), 500ms);
  EXPECT_EQ(backoff.next(500), 1500ms);
  EXPECT_EQ(backoff.next(1999), 4000ms - std::chrono::milliseconds(1999));
  for (std::uint64_t random = std::numeric_limits<std::uint64_t>::max(); random > 1; random /= 3) {
    net::Backoff other(1000ms);
    const auto time = other.next(random);
    EXPECT_GE(time, 500ms);
    EXPECT_LE(time, 1000ms);
  }
}

TEST(Backoff, begins_again_after_a_success) {
  net::Backoff backoff;
  next(backoff, 5, 0);
  backoff.reset();
  EXPECT_EQ(backoff.next(0), 500ms);
}

TEST(Backoff, never_waits_longer_than_its_longest_however_often) {
  net::Backoff backoff(700ms, 1s);
  EXPECT_EQ(next(backoff, 100, 0).back(), 1s);
  net::Backoff short_one(5s, 1s);
  EXPECT_EQ(short_one.next(0), 1s);
}

}  // namespace
