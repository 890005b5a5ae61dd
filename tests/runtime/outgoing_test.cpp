#include "runtime/outgoing.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace {

namespace asio = boost::asio;
using runtime::Sent;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

/// A channel that takes as long as a network does, and answers what it is told to.
class Slow final : public runtime::Adapter {
 public:
  explicit Slow(asio::io_context& context) : context_(context) {}
  std::string_view channel() const override { return "slow"; }
  asio::awaitable<void> run(runtime::Inbox& /*inbox*/) override { co_return; }
  void stop() override {}
  asio::awaitable<Sent> send(const runtime::Delivery& delivery) override {
    begun.push_back(delivery.reply.text);
    if (delivery.hurried) hurried.push_back(delivery.reply.text);
    asio::steady_timer network(context_, 5ms);
    co_await network.async_wait(asio::use_awaitable);
    if (outcomes.empty()) co_return Sent::accepted;
    const Sent sent = outcomes.front();
    outcomes.pop_front();
    co_return sent;
  }

  void hurry(const std::string& conversation) override { hurried.push_back(conversation); }

  std::vector<std::string> begun, hurried;
  std::deque<Sent> outcomes;

 private:
  asio::io_context& context_;
};

class Outgoing : public testing::Test {
 protected:
  void push(std::uint64_t id, std::string to, std::string text, bool urgent = false) {
    outgoing_.push(slow_, {id, std::move(to), {std::move(text), {}, urgent}}, std::chrono::steady_clock::now());
  }

  asio::io_context context_{1};
  Slow slow_{context_};
  std::vector<std::uint64_t> done_;
  runtime::Outgoing outgoing_{context_.get_executor(), [this](std::uint64_t id) { done_.push_back(id); }, nullptr};
};

TEST_F(Outgoing, sends_one_conversation_in_order_and_another_beside_it) {
  push(1, "ana", "a1");
  push(2, "ana", "a2");
  push(3, "bea", "b1");
  context_.run();
  EXPECT_THAT(slow_.begun, ElementsAre("a1", "b1", "a2"));
  EXPECT_THAT(done_, ElementsAre(1, 3, 2));
  EXPECT_TRUE(outgoing_.empty());
}

TEST_F(Outgoing, tries_again_before_anything_later_goes_out) {
  slow_.outcomes = {Sent::unknown};
  push(1, "ana", "a1");
  push(2, "ana", "a2");
  context_.run();
  EXPECT_THAT(slow_.begun, ElementsAre("a1", "a1", "a2"));
}

TEST_F(Outgoing, hurries_with_what_stands_before_the_answer_to_a_crisis) {
  slow_.outcomes = {Sent::unknown};
  push(1, "ana", "a1");
  context_.run_for(50ms);  // and now it is waited until the next try
  push(2, "ana", "a2");
  push(3, "ana", "help is here", true);
  context_.run();
  EXPECT_THAT(slow_.begun, ElementsAre("a1", "a1", "a2", "help is here"));
  EXPECT_THAT(slow_.hurried, ElementsAre("ana", "a1", "a2", "help is here"));
}

TEST_F(Outgoing, lets_nothing_wait_for_what_is_only_being_taken_back) {
  slow_.outcomes = {Sent::unfinished};
  push(1, "ana", "bye");
  push(2, "ana", "help is here");
  context_.run();
  EXPECT_THAT(slow_.begun, ElementsAre("bye", "help is here", "bye"));
}

TEST_F(Outgoing, is_done_with_what_is_refused) {
  slow_.outcomes = {Sent::refused};
  push(1, "ana", "a1");
  context_.run();
  EXPECT_THAT(done_, ElementsAre(1));
}

TEST_F(Outgoing, gives_up_when_its_time_is_over_and_says_nothing_was_done) {
  slow_.outcomes = {Sent::unknown, Sent::unknown};
  push(1, "ana", "a1");
  asio::co_spawn(context_, outgoing_.end_within(50ms), asio::detached);
  context_.run();
  EXPECT_THAT(done_, IsEmpty());
  EXPECT_TRUE(outgoing_.empty());
}

}  // namespace
