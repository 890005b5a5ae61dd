#include "adapters/net/sleepers.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

class Sleepers : public testing::Test {
 protected:
  void sleep(std::chrono::milliseconds time) {
    asio::co_spawn(context_, sleepers_.sleep(time), [this](std::exception_ptr) { ++awake_; });
    context_.poll();
  }

  asio::io_context context_{1};
  net::Sleepers sleepers_{context_.get_executor()};
  int awake_ = 0;
};

TEST_F(Sleepers, sleep_for_as_long_as_they_want) {
  sleep(1ms);
  context_.run();
  EXPECT_EQ(awake_, 1);
}

TEST_F(Sleepers, are_all_woken_and_may_sleep_again) {
  sleep(1h);
  sleep(1h);
  sleepers_.wake();
  context_.poll();
  EXPECT_EQ(awake_, 2);
  sleep(1h);
  EXPECT_EQ(awake_, 2);
}

TEST_F(Sleepers, sleep_no_more_after_the_end) {
  sleep(1h);
  sleepers_.end();
  sleep(1h);
  EXPECT_EQ(awake_, 2);
  EXPECT_TRUE(sleepers_.ended());
}

}  // namespace
