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
  std::string kept(const storage::Address& who) override {
    std::this_thread::sleep_for(takes);
    return MemoryStore::kept(who);
  }
};

/// A channel on which everything is said at once, and the answers are written down.
class Script final : public runtime::Adapter {
 public:
  explicit Script(std::vector<std::string> lines, std::string channel = "script")
      : channel_(std::move(channel)), lines_(std::move(lines)) {}

  std::string_view channel() const override { return channel_; }
  asio::awaitable<void> run(runtime::Inbox& inbox) override {
    inbox.online(channel_, true);
    for (const std::string& line : lines_) {
      std::vector<core::Message> messages{{channel_, "ana", std::to_string(++count_), core::MessageKind::text, line}};
      std::vector<runtime::Note> notes{{"read", std::to_string(count_)}};
      co_await inbox.receive(std::move(messages), std::move(notes));
    }
    read = co_await inbox.recall("read");
    remembers = co_await inbox.keep(channel_, "ana", "remembered");
    remembered = co_await inbox.kept(channel_, "ana");
    if (breaks) throw runtime::ChannelError("It broke.");
  }
  void stop() override { stopped = true; }
  asio::awaitable<runtime::Sent> send(const runtime::Delivery& delivery) override {
    sent.push_back(delivery.reply.text);
    co_return outcome;
  }
  void pausing(const std::string& /*conversation*/, core::Duration time) override { paused = time; }

  std::vector<std::string> sent;
  std::string read;
  bool remembers = false;
  std::optional<std::string> remembered;
  core::Duration paused{};
  runtime::Sent outcome = runtime::Sent::accepted;
  bool stopped = false, breaks = false;

 private:
  std::string channel_;
  std::vector<std::string> lines_;
  std::uint64_t count_ = 0;
};

core::TimePoint now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

/// True when every channel had been reached.
bool serve(std::vector<runtime::Adapter*> channels, storage::Store& store) {
  asio::io_context context(1);
  content::Library library;
  library.add(support::content());
  runtime::Turns turns(store, library, {"", "GB"});
  runtime::Bot bot(context.get_executor(), turns, library, now);
  bool ready = false;
  bot.when_ready([&] { ready = true; });
  std::exception_ptr fault;
  asio::co_spawn(context, bot.serve(std::move(channels)), [&](std::exception_ptr thrown) { fault = thrown; });
  context.run();
  if (fault) std::rethrow_exception(fault);
  return ready;
}

TEST(Bot, answers_each_message_before_it_takes_the_next_and_ends_with_the_channel) {
  Script script({"lamp test", "red", "7"});
  SlowStore store;
  serve({&script}, store);
  EXPECT_THAT(script.sent, Contains(HasSubstr("Which colour")));
  EXPECT_THAT(script.sent.back(), HasSubstr("What does it light?"));
  EXPECT_TRUE(store.unsent().empty());
}

TEST(Bot, sends_again_at_the_next_start_what_could_not_be_sent) {
  SlowStore store;
  Script broken({"lamp test"});
  broken.outcome = runtime::Sent::unknown;
  serve({&broken}, store);
  Script again({});
  serve({&again}, store);
  EXPECT_THAT(again.sent.back(), HasSubstr("Which colour"));
}

TEST(Bot, drops_what_nobody_can_be_reached_for) {
  SlowStore store;
  Script gone({"lamp test"});
  gone.outcome = runtime::Sent::refused;
  serve({&gone}, store);
  EXPECT_TRUE(store.unsent().empty());
}

TEST(Bot, serves_several_channels_and_is_ready_when_all_are) {
  SlowStore store;
  Script one({"lamp test"}, "one"), other({"lamp test"}, "other");
  EXPECT_TRUE(serve({&one, &other}, store));
  EXPECT_EQ(one.sent, other.sent);
}

TEST(Bot, keeps_what_a_channel_notes_beside_its_messages) {
  SlowStore store;
  Script script({"lamp test", "red"});
  serve({&script}, store);
  EXPECT_EQ(script.read, "2");
}

TEST(Bot, keeps_what_a_channel_remembers_of_somebody) {
  SlowStore store;
  Script script({"lamp test"});
  serve({&script}, store);
  EXPECT_TRUE(script.remembers);
  EXPECT_EQ(script.remembered, "remembered");
}

TEST(Bot, goes_on_without_what_a_channel_remembers_when_the_store_takes_too_long) {
  SlowStore store;
  store.takes = runtime::Bot::patience_for_notes + 1s;
  Script script({});
  serve({&script}, store);
  EXPECT_EQ(script.remembered, std::nullopt);
}

TEST(Bot, tells_the_channel_that_a_paced_message_comes) {
  SlowStore store;
  Script script({"count test"});
  serve({&script}, store);
  EXPECT_GT(script.paused.count(), 0);
}

TEST(Bot, stops_the_other_channels_when_one_breaks) {
  SlowStore store;
  Script broken({}, "broken"), other({}, "other");
  broken.breaks = true;
  EXPECT_THROW(serve({&broken, &other}, store), runtime::ChannelError);
  EXPECT_TRUE(other.stopped);
}

TEST(Bot, answers_a_crisis_without_the_store_when_the_store_takes_too_long) {
  SlowStore store;
  store.takes = runtime::Bot::patience + 1s;
  Script script({"i want to kill myself"});
  serve({&script}, store);
  ASSERT_GT(script.sent.size(), 4U) << "the whole answer comes as well, late";
  EXPECT_THAT(script.sent[1], HasSubstr("116 123"));
}

}  // namespace
