#include "adapters/net/gate.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <string>
#include <vector>

namespace {

namespace asio = boost::asio;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

class Gate : public testing::Test {
 protected:
  void come(std::string who, bool urgent = false) {
    asio::co_spawn(context_, pass(std::move(who), urgent), asio::detached);
    run_what_can();
  }
  void run_what_can() {
    context_.restart();
    context_.poll();
  }
  void run_for(std::chrono::milliseconds time) {
    context_.restart();
    context_.run_for(time);
  }
  asio::awaitable<void> pass(std::string who, bool urgent) {
    co_await gate_.pass(urgent, who);
    passed_.push_back(std::move(who));
  }
  void TearDown() override {
    gate_.abandon();
    run_for(1s);
  }

  asio::io_context context_{1};
  std::vector<std::string> passed_;
  net::Gate gate_{context_.get_executor()};
};

TEST_F(Gate, lets_everyone_through_at_once_before_any_limit_is_met) {
  come("a");
  come("b");
  EXPECT_THAT(passed_, ElementsAre("a", "b"));
}

TEST_F(Gate, keeps_everyone_waiting_for_as_long_as_is_said) {
  gate_.close_for(1h);
  come("a");
  come("help", true);
  EXPECT_THAT(passed_, IsEmpty());
}

TEST_F(Gate, lets_one_in_when_the_time_is_over_and_the_next_when_that_went_well) {
  gate_.close_for(1ms);
  come("a");
  come("b");
  run_for(30ms);
  EXPECT_THAT(passed_, ElementsAre("a"));
  gate_.open();
  run_what_can();
  EXPECT_THAT(passed_, ElementsAre("a", "b"));
}

TEST_F(Gate, lets_what_is_urgent_go_before_what_came_earlier_and_each_in_its_order) {
  gate_.close_for(1ms);
  for (const char* who : {"a", "b"}) come(who);
  for (const char* who : {"help 1", "help 2"}) come(who, true);
  run_for(30ms);
  for (int i = 0; i < 3; ++i) {
    gate_.open();
    run_what_can();
  }
  EXPECT_THAT(passed_, ElementsAre("help 1", "help 2", "a", "b"));
}

TEST_F(Gate, lets_what_is_hurried_go_as_if_it_were_urgent) {
  gate_.close_for(1ms);
  come("a");
  come("b");
  gate_.hurry("b");
  gate_.hurry("nobody");
  run_for(100ms);
  EXPECT_THAT(passed_, ElementsAre("b"));
}

TEST_F(Gate, closes_no_more_once_the_bot_goes) {
  gate_.abandon();
  gate_.close_for(1h);
  come("a");
  EXPECT_THAT(passed_, ElementsAre("a"));
}

TEST_F(Gate, stays_closed_for_the_longer_of_two_times) {
  gate_.close_for(1ms);
  gate_.close_for(1h);
  gate_.close_for(1ms);
  come("a");
  run_for(30ms);
  EXPECT_THAT(passed_, IsEmpty());
}

TEST_F(Gate, is_not_opened_by_an_answer_that_was_under_way_when_it_closed) {
  gate_.close_for(1h);
  come("a");
  gate_.open();
  run_what_can();
  EXPECT_THAT(passed_, IsEmpty());
}

TEST_F(Gate, is_wide_open_again_once_nobody_waits) {
  gate_.close_for(1ms);
  come("a");
  run_for(30ms);
  gate_.open();
  come("b");
  come("c");
  EXPECT_THAT(passed_, ElementsAre("a", "b", "c"));
}

TEST_F(Gate, closes_again_for_one_who_is_sent_away_a_second_time) {
  gate_.close_for(1ms);
  come("a");
  come("b");
  run_for(30ms);
  gate_.close_for(1ms);
  come("a again", true);
  run_for(30ms);
  EXPECT_THAT(passed_, ElementsAre("a", "a again"));
}

TEST_F(Gate, lets_all_through_when_the_bot_goes) {
  gate_.close_for(1h);
  for (const char* who : {"a", "b"}) come(who);
  come("help", true);
  gate_.abandon();
  run_what_can();
  EXPECT_THAT(passed_, testing::UnorderedElementsAre("a", "b", "help"));
  come("c");
  EXPECT_EQ(passed_.back(), "c");
}

}  // namespace
