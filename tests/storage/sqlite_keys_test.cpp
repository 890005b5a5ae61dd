#include <gtest/gtest.h>

#include "storage/raw_database.hpp"
#include "storage/sqlite_store.hpp"
#include "storage/turns.hpp"

namespace {

using namespace turns;
using Kind = storage::StoreError::Kind;

template <class Call>
std::optional<Kind> kind_of_failure(Call call) {
  try {
    call();
  } catch (const storage::StoreError& error) {
    return error.kind;
  }
  return std::nullopt;
}

void fill(const TempFolder& folder) {
  const auto store = storage::open_sqlite(folder.path());
  commit(*store, turn(ann, "1", "session of ann", {"first of ann", "second of ann"}));
  commit(*store, turn(bob, "1", "session of bob", {"reply of bob"}));
}

/// Meddles with a filled database, then opens it.
std::unique_ptr<storage::Store> after(const TempFolder& folder, const char* sql) {
  fill(folder);
  RawDatabase(folder).run(sql);
  return storage::open_sqlite(folder.path());
}

TEST(SealedRows, open_for_their_owner_only) {
  const TempFolder folder;
  const auto store = after(folder,
                           "CREATE TEMP TABLE was AS SELECT id, session FROM person;"
                           "UPDATE person SET session = (SELECT session FROM was WHERE was.id <> person.id)");
  EXPECT_EQ(kind_of_failure([&] { store->session(ann); }), Kind::damaged);
}

TEST(SealedRows, open_under_their_own_key_only) {
  const TempFolder folder;
  const auto store = after(folder,
                           "CREATE TEMP TABLE was AS SELECT person, key FROM data_key;"
                           "UPDATE data_key SET key = (SELECT key FROM was WHERE was.person <> data_key.person)");
  EXPECT_EQ(kind_of_failure([&] { store->session(ann); }), Kind::damaged);
}

TEST(SealedRows, open_under_their_own_id_only) {
  const TempFolder folder;
  const auto store = after(folder,
                           "CREATE TEMP TABLE was AS SELECT id, payload FROM reply WHERE person = 1;"
                           "UPDATE reply SET payload = (SELECT payload FROM was WHERE was.id <> reply.id) WHERE person = 1");
  EXPECT_EQ(kind_of_failure([&] { store->last_replies(ann); }), Kind::damaged);
  EXPECT_EQ(payloads(store->last_replies(bob)), (std::vector<std::string>{"reply of bob"}));
}

TEST(SealedRows, open_in_their_own_column_only) {
  const TempFolder folder;
  const auto store = after(folder, "UPDATE person SET session = address");
  EXPECT_EQ(kind_of_failure([&] { store->session(ann); }), Kind::damaged);
}

TEST(SealedRows, that_are_damaged_can_still_be_forgotten) {
  const TempFolder folder;
  const auto store = after(folder, "UPDATE data_key SET key = x'00' WHERE person = 1");
  EXPECT_EQ(kind_of_failure([&] { store->session(ann); }), Kind::damaged);
  EXPECT_TRUE(store->forget(ann));
  EXPECT_EQ(store->session(ann), std::nullopt);
  EXPECT_EQ(store->session(bob), "session of bob");
}

TEST(Rotation, keeps_everyone_readable_and_destroys_the_old_epoch) {
  const TempFolder folder;
  fill(folder);
  auto store = storage::open_sqlite(folder.path());
  store->maintain(noon);
  store.reset();
  const auto before = RawDatabase(folder).blobs("SELECT key FROM epoch UNION ALL SELECT key FROM data_key");
  store = storage::open_sqlite(folder.path());
  auto kept = turn(ann, "2", "later");
  kept.expires = noon + std::chrono::days(90);
  commit(*store, kept);
  store->maintain(noon + std::chrono::weeks(1));
  EXPECT_EQ(store->session(ann), "later");
  store.reset();
  for (const std::string& key : before) EXPECT_EQ(all_bytes(folder.path()).find(key), std::string::npos);
  EXPECT_EQ(storage::open_sqlite(folder.path())->session(ann), "later");
  EXPECT_EQ(RawDatabase(folder).run("SELECT count(*) FROM epoch"), (std::vector<std::string>{"1"}));
}

TEST(Rotation, waits_a_week) {
  const TempFolder folder;
  const auto epoch = [&] { return RawDatabase(folder).run("SELECT id FROM epoch").at(0); };
  storage::open_sqlite(folder.path())->maintain(noon);
  const std::string first = epoch();
  storage::open_sqlite(folder.path())->maintain(noon + std::chrono::weeks(1) - std::chrono::milliseconds(1));
  EXPECT_EQ(epoch(), first);
  storage::open_sqlite(folder.path())->maintain(noon + std::chrono::weeks(1));
  EXPECT_NE(epoch(), first);
}

TEST(Forgetting, is_finished_at_the_next_opening_when_it_was_interrupted) {
  const TempFolder folder;
  const auto store = after(folder, "UPDATE data_key SET epoch = 0, key = zeroblob(61) WHERE person = 1;"
                                   "UPDATE person SET who = randomblob(16), due = NULL WHERE id = 1");
  EXPECT_EQ(payloads(store->unsent()), (std::vector<std::string>{"reply of bob"}));
  EXPECT_EQ(store->maintain(noon + std::chrono::days(1)), 1U);  // bob alone
}

}  // namespace
