#include "runtime/bot.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

#include "storage/memory_store.hpp"
#include "support/talk.hpp"

namespace {

namespace asio = boost::asio;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::chrono_literals;

/// A store on a disk that hangs for a while.
class SlowStore final : public storage::MemoryStore {
 public:
  std::chrono::milliseconds takes{0};
  std::vector<storage::OutboxItem> commit(std::span<const storage::TurnWrite> turns,
                                          std::span<const storage::Cursor> cursors) override {
    std::this_thread::sleep_for(takes);
    return MemoryStore::commit(turns, cursors);
  }
};

/// A channel on which everything is said at once, and the answers are written down.
class Script final : public runtime::Adapter {
 public:
  explicit Script(std::vector<std::string> lines) : lines_(std::move(lines)) {}

  std::string_view channel() const override { return "script"; }
  asio::awaitable<void> run(runtime::Inbox& inbox) override {
    for (const std::string& line : lines_) {
      core::Message message{"script", "ana", std::to_string(++count_), core::MessageKind::text, line};
      co_await inbox.receive(std::move(message));
    }
  }
  asio::awaitable<runtime::Sent> send(const runtime::Delivery& delivery) override {
    sent.push_back(delivery.reply.text);
    co_return refuses ? runtime::Sent::refused : runtime::Sent::accepted;
  }

  std::vector<std::string> sent;
  bool refuses = false;

 private:
  std::vector<std::string> lines_;
  std::uint64_t count_ = 0;
};

core::TimePoint now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

void serve(Script& script, storage::Store& store) {
  asio::io_context context(1);
  content::Library library;
  library.add(support::content());
  runtime::Turns turns(store, library, {"", "GB"});
  runtime::Bot bot(context.get_executor(), turns, library, now);
  asio::co_spawn(context, bot.serve(script), asio::detached);
  context.run();
}

TEST(Bot, answers_each_message_before_it_takes_the_next_and_ends_with_the_channel) {
  Script script({"lamp test", "red", "7"});
  SlowStore store;
  serve(script, store);
  EXPECT_THAT(script.sent, Contains(HasSubstr("Which colour")));
  EXPECT_THAT(script.sent.back(), HasSubstr("What does it light?"));
  EXPECT_TRUE(store.unsent().empty());
}

TEST(Bot, sends_again_at_the_next_start_what_could_not_be_sent) {
  SlowStore store;
  Script broken({"lamp test"});
  broken.refuses = true;
  serve(broken, store);
  Script again({});
  serve(again, store);
  EXPECT_THAT(again.sent.back(), HasSubstr("Which colour"));
}

TEST(Bot, answers_a_crisis_without_the_store_when_the_store_takes_too_long) {
  SlowStore store;
  store.takes = runtime::Bot::patience + 1s;
  Script script({"i want to kill myself"});
  serve(script, store);
  ASSERT_GT(script.sent.size(), 4U) << "the whole answer comes as well, late";
  EXPECT_THAT(script.sent[1], HasSubstr("116 123"));
}

}  // namespace
