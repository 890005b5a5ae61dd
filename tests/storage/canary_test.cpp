#include <gtest/gtest.h>

#include "storage/raw_database.hpp"
#include "storage/sqlite_store.hpp"
#include "storage/turns.hpp"

namespace {

using namespace turns;

const storage::Address bird{"canarychannel", "+4915550001111"};
const std::vector<std::string> canaries{"canarychannel", "+4915550001111", "canary-message-id", "canary in a session",
                                        "canary in a reply", "canary-cursor-name", "canary-cursor-value", "canary-kept"};

void sing(storage::Store& store) {
  const storage::TurnWrite write = turn(bird, "canary-message-id", "canary in a session", {"canary in a reply"});
  const storage::Cursor cursor{"canary-cursor-name", "canary-cursor-value"};
  for (const auto& item : store.commit({&write, 1}, {&cursor, 1})) store.mark_sent(item.id);
  store.keep(write.who, "canary-kept");
  store.handled(bird, "canary-message-id");
  store.last_replies(bird);
}

void expect_silence(const TempFolder& folder, const char* when) {
  const std::string all = all_bytes(folder.path());
  ASSERT_GT(all.size(), 4096U);
  for (const std::string& canary : canaries) EXPECT_EQ(all.find(canary), std::string::npos) << canary << ' ' << when;
}

/// All that the database holds of people, as bytes that can be looked for.
std::vector<std::string> sealed_bytes(const TempFolder& folder, const std::string& whose) {
  RawDatabase raw(folder);
  return raw.blobs("SELECT key FROM data_key WHERE " + whose +
                   " UNION ALL SELECT payload FROM reply WHERE " + whose +
                   " UNION ALL SELECT mark FROM handled WHERE " + whose +
                   " UNION ALL SELECT address FROM (SELECT id AS person, address FROM person) WHERE " + whose +
                   " UNION ALL SELECT who FROM (SELECT id AS person, who FROM person) WHERE " + whose +
                   " UNION ALL SELECT substr(session, 1, 300) FROM (SELECT id AS person, session FROM person) WHERE " + whose);
}

std::size_t found(const TempFolder& folder, const std::vector<std::string>& pieces) {
  const std::string all = all_bytes(folder.path());
  std::size_t count = 0;
  for (const std::string& piece : pieces) count += all.find(piece) != std::string::npos ? 1U : 0U;
  return count;
}

TEST(Canary, can_be_found_where_it_is) {
  const TempFolder folder;
  std::ofstream(folder / "open") << std::string(5000, ' ') << "canary in a session";
  EXPECT_NE(all_bytes(folder.path()).find(canaries[3]), std::string::npos);
}

TEST(Canary, is_in_no_file_at_any_time) {
  const TempFolder folder;
  auto store = storage::open_sqlite(folder.path());
  sing(*store);
  expect_silence(folder, "with the WAL");
  store->maintain(noon);
  expect_silence(folder, "after maintenance");
  store->forget(bird);
  expect_silence(folder, "after forgetting");
  store.reset();
  expect_silence(folder, "when closed");
}

storage::Address person(int number) { return {"terminal", "someone" + std::to_string(number)}; }

/// Sessions of many sizes that grow and shrink, so that rows move between pages.
void live(storage::Store& store, int people) {
  for (int round = 0; round < 6; ++round) {
    for (int who = 0; who < people; ++who) {
      const auto size = static_cast<std::size_t>((who * 37 + round * 613) % 2500 + 10);
      commit(store, turn(person(who), std::to_string(round), std::string(size, 's'), {std::string(size / 3, 'r'), "short"}));
      if (who % 3 != 0) {
        for (const auto& item : store.last_replies(person(who))) store.mark_sent(item.id);
      }
    }
  }
}

TEST(Forgetting, leaves_no_sealed_byte_in_any_file) {
  const TempFolder folder;
  auto store = storage::open_sqlite(folder.path());
  live(*store, 60);
  store->maintain(noon);
  store.reset();
  const auto theirs = sealed_bytes(folder, "person % 2 = 1"), others = sealed_bytes(folder, "person % 2 = 0");
  ASSERT_EQ(found(folder, theirs), theirs.size());
  store = storage::open_sqlite(folder.path());
  for (int who = 0; who < 60; who += 2) EXPECT_TRUE(store->forget(person(who)));
  EXPECT_EQ(found(folder, theirs), 0U) << "of " << theirs.size();
  EXPECT_EQ(found(folder, others), others.size());
}

TEST(Forgetting, leaves_an_empty_wal) {
  const TempFolder folder;
  auto store = storage::open_sqlite(folder.path());
  sing(*store);
  EXPECT_GT(std::filesystem::file_size(folder / "mooring.db-wal"), 0U);
  store->forget(bird);
  EXPECT_EQ(std::filesystem::file_size(folder / "mooring.db-wal"), 0U);
}

TEST(Expiry, leaves_no_sealed_byte_in_any_file) {
  const TempFolder folder;
  auto store = storage::open_sqlite(folder.path());
  live(*store, 20);
  store.reset();
  const auto everyone = sealed_bytes(folder, "true");
  store = storage::open_sqlite(folder.path());
  EXPECT_EQ(store->maintain(noon + std::chrono::days(1)), 20U);
  EXPECT_EQ(found(folder, everyone), 0U);
}

}  // namespace
