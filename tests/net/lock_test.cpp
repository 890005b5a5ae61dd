#include "adapters/net/lock.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <map>
#include <optional>
#include <string>

namespace {

namespace asio = boost::asio;
using testing::ElementsAre;

class Lock : public testing::Test {
 protected:
  void come(net::Lock& lock, std::string who) {
    asio::co_spawn(context_, take(lock, std::move(who)), asio::detached);
    run_what_can();
  }
  void leave(const std::string& who) {
    held_.erase(who);
    run_what_can();
  }
  void run_what_can() {
    context_.restart();
    context_.poll();
  }
  asio::awaitable<void> take(net::Lock& lock, std::string who) {
    net::Lock::Held held = co_await lock.acquire();
    came_.push_back(who);
    held_.emplace(std::move(who), std::move(held));
  }

  asio::io_context context_{1};
  net::Lock lock_{context_.get_executor()}, wide_{context_.get_executor(), 2};
  std::vector<std::string> came_;
  std::map<std::string, net::Lock::Held> held_;
};

TEST_F(Lock, is_held_by_one_at_a_time_in_the_order_they_asked) {
  for (const char* who : {"a", "b", "c"}) come(lock_, who);
  EXPECT_THAT(came_, ElementsAre("a"));
  leave("a");
  EXPECT_THAT(came_, ElementsAre("a", "b"));
  leave("b");
  EXPECT_THAT(came_, ElementsAre("a", "b", "c"));
}

TEST_F(Lock, has_as_many_places_as_it_was_given) {
  for (const char* who : {"a", "b", "c"}) come(wide_, who);
  EXPECT_THAT(came_, ElementsAre("a", "b"));
  leave("b");
  EXPECT_THAT(came_, ElementsAre("a", "b", "c"));
}

TEST_F(Lock, is_free_again_after_the_last) {
  come(lock_, "a");
  leave("a");
  come(lock_, "b");
  EXPECT_THAT(came_, ElementsAre("a", "b"));
}

TEST_F(Lock, is_not_taken_past_one_to_whom_it_is_being_handed) {
  come(lock_, "a");
  come(lock_, "b");
  held_.erase("a");    // b has it, and doesn't know yet
  come(lock_, "c");
  EXPECT_THAT(came_, ElementsAre("a", "b"));
}

TEST_F(Lock, is_let_go_once_whoever_holds_it_at_the_end) {
  come(lock_, "a");
  come(lock_, "b");
  come(lock_, "c");
  net::Lock::Held moved = std::move(held_.at("a"));
  leave("a");
  EXPECT_THAT(came_, ElementsAre("a"));
  { const net::Lock::Held last = std::move(moved); }
  run_what_can();
  EXPECT_THAT(came_, ElementsAre("a", "b"));
}

}  // namespace
