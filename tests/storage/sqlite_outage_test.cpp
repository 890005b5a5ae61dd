#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <thread>

#include "storage/sqlite_store.hpp"
#include "storage/temp_folder.hpp"
#include "storage/turns.hpp"

namespace {

using namespace turns;

/// No file of this process may grow over `bytes` while it lives: what a full disk looks like.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    before_handler_ = ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, before_handler_);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
  sighandler_t before_handler_ = nullptr;
};

TEST(FullDisk, leaves_what_was_there_and_goes_on_later) {
  const TempFolder folder;
  const auto store = storage::open_sqlite(folder.path());
  commit(*store, turn(ann, "1", "before", {"r"}));
  {
    const SmallDisk disk(std::filesystem::file_size(folder / "mooring.db-wal") + 8192);
    try {
      commit(*store, turn(ann, "2", std::string(50'000, 'x'), {"lost"}));
      ADD_FAILURE() << "the disk was not full";
    } catch (const storage::StoreError& error) {
      EXPECT_EQ(error.kind, storage::StoreError::Kind::full);
    }
    EXPECT_EQ(store->session(ann), "before");
    EXPECT_FALSE(store->handled(ann, "2"));
    EXPECT_EQ(payloads(store->unsent()), (std::vector<std::string>{"r"}));
  }
  commit(*store, turn(ann, "2", "after"));
  EXPECT_EQ(store->session(ann), "after");
}

TEST(FullDisk, is_named_at_the_first_opening) {
  const TempFolder folder;
  const SmallDisk disk(4096);
  try {
    storage::open_sqlite(folder.path());
    ADD_FAILURE() << "the disk was not full";
  } catch (const storage::StoreError& error) {
    EXPECT_EQ(error.kind, storage::StoreError::Kind::full);
  }
}

/// Turns of one person, each told to `out` once it is committed, until killed.
[[noreturn]] void talk(const std::filesystem::path& folder, int out) {
  const auto store = storage::open_sqlite(folder);
  int number = std::atoi(store->session(ann).value_or("0").c_str());
  for (;;) {
    const std::string text = std::to_string(++number);
    auto replies = commit(*store, turn(ann, text, text + std::string(number % 7 * 300U, ' '), {text, text}));
    if (::write(out, &number, sizeof number) != sizeof number) ::_exit(1);
    store->mark_sent(replies[0].id);
  }
}

/// Lets a child talk for a while, kills it, and returns the last turn that it saw committed.
int talk_until_killed(const std::filesystem::path& folder, std::chrono::microseconds after) {
  int pipe[2];
  EXPECT_EQ(::pipe(pipe), 0);
  const pid_t child = ::fork();
  if (child == 0) talk(folder, pipe[1]);
  ::close(pipe[1]);
  int last = 0, number = 0;
  EXPECT_EQ(::read(pipe[0], &number, sizeof number), static_cast<ssize_t>(sizeof number));
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  do last = number;
  while (::read(pipe[0], &number, sizeof number) == sizeof number);
  ::close(pipe[0]);
  return last;
}

TEST(Killed, leaves_every_committed_turn_whole) {
  const TempFolder folder;
  std::mt19937 random(7);
  for (int round = 0; round < 25; ++round) {
    const int told = talk_until_killed(folder.path(), std::chrono::microseconds(random() % 20'000));
    const auto store = storage::open_sqlite(folder.path());
    const int stored = std::atoi(store->session(ann).value_or("0").c_str());
    EXPECT_TRUE(stored == told || stored == told + 1) << stored << " after " << told;
    EXPECT_TRUE(store->handled(ann, std::to_string(stored)));
    EXPECT_FALSE(store->handled(ann, std::to_string(stored + 1)));
    const std::string text = std::to_string(stored);
    EXPECT_EQ(payloads(store->last_replies(ann)), (std::vector<std::string>{text, text}));
    EXPECT_FALSE(store->last_replies(ann).at(1).sent);
    for (const auto& reply : store->unsent()) store->mark_sent(reply.id);
  }
}

TEST(Killed, does_not_forget_that_a_reply_was_sent) {
  const TempFolder folder;
  const pid_t child = ::fork();
  if (child == 0) {
    const auto store = storage::open_sqlite(folder.path());
    store->mark_sent(commit(*store, turn(ann, "1", "s", {"sent", "not sent"})).at(0).id);
    ::raise(SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(payloads(storage::open_sqlite(folder.path())->unsent()), (std::vector<std::string>{"not sent"}));
}

}  // namespace
