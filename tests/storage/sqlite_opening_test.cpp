#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "storage/database.hpp"
#include "storage/migrations.hpp"
#include "storage/raw_database.hpp"
#include "storage/sqlite_store.hpp"
#include "storage/turns.hpp"

namespace {

namespace fs = std::filesystem;
using namespace turns;
using Kind = storage::StoreError::Kind;

/// How opening fails; its sentence must be one.
std::optional<Kind> refusal(const fs::path& folder) {
  try {
    storage::open_sqlite(folder);
  } catch (const storage::StoreError& error) {
    const std::string sentence = error.what();
    EXPECT_EQ(sentence.find('\n'), std::string::npos);
    EXPECT_EQ(sentence.find(folder.string()), std::string::npos);
    EXPECT_TRUE(sentence.ends_with('.')) << sentence;
    return error.kind;
  }
  return std::nullopt;
}

void fill(const TempFolder& folder) { commit(*storage::open_sqlite(folder.path()), turn(ann, "1", "kept", {"r"})); }

unsigned mode(const fs::path& file) {
  struct stat status {};
  EXPECT_EQ(::stat(file.c_str(), &status), 0) << file;
  return status.st_mode & 0777U;
}

TEST(Opening, keeps_the_folder_and_every_file_to_their_owner) {
  const TempFolder temp;
  const fs::path folder = temp / "state/mooring/";
  const auto store = storage::open_sqlite(folder);
  commit(*store, turn(ann, "1", "s"));
  EXPECT_EQ(mode(folder), 0700U);
  for (const auto& file : fs::directory_iterator(folder)) EXPECT_EQ(mode(file.path()), 0600U) << file.path();
}

TEST(Opening, finds_everything_again) {
  const TempFolder folder;
  fill(folder);
  const auto store = storage::open_sqlite(folder.path());
  EXPECT_EQ(store->session(ann), "kept");
  EXPECT_TRUE(store->handled(ann, "1"));
  EXPECT_EQ(payloads(store->unsent()), (std::vector<std::string>{"r"}));
}

TEST(Opening, never_gives_a_reply_id_twice) {
  const TempFolder folder;
  std::uint64_t last = 0;
  for (int opening = 0; opening < 3; ++opening) {
    const auto store = storage::open_sqlite(folder.path());
    const auto replies = commit(*store, turn(ann, std::to_string(opening), "s", {"r"}));
    EXPECT_GT(replies[0].id, last);
    last = replies[0].id;
    store->forget(ann);
  }
}

TEST(Opening, is_refused_while_another_has_the_folder) {
  const TempFolder folder;
  const auto store = storage::open_sqlite(folder.path());
  EXPECT_EQ(refusal(folder.path()), Kind::locked);
}

TEST(Opening, is_refused_without_the_key) {
  const TempFolder folder;
  fill(folder);
  fs::remove(folder / "key");
  EXPECT_EQ(refusal(folder.path()), Kind::key);
  EXPECT_FALSE(fs::exists(folder / "key"));
}

TEST(Opening, is_refused_with_a_key_that_others_can_read) {
  const TempFolder folder;
  fill(folder);
  ::chmod((folder / "key").c_str(), 0640);
  EXPECT_EQ(refusal(folder.path()), Kind::key);
}

TEST(Opening, is_refused_with_a_key_that_was_cut) {
  const TempFolder folder;
  fill(folder);
  fs::resize_file(folder / "key", 31);
  EXPECT_EQ(refusal(folder.path()), Kind::key);
}

TEST(Opening, is_refused_with_another_key) {
  const TempFolder folder, other;
  fill(folder);
  fill(other);
  const std::string before = bytes_of(folder / "mooring.db");
  fs::copy_file(other / "key", folder / "key", fs::copy_options::overwrite_existing);
  EXPECT_EQ(refusal(folder.path()), Kind::key);
  EXPECT_EQ(bytes_of(folder / "mooring.db"), before);
}

TEST(Opening, is_refused_for_what_is_not_a_database) {
  const TempFolder folder;
  fill(folder);
  std::ofstream(folder / "mooring.db") << std::string(10'000, 'x');
  EXPECT_EQ(refusal(folder.path()), Kind::damaged);
  EXPECT_EQ(bytes_of(folder / "mooring.db"), std::string(10'000, 'x'));
}

TEST(Opening, is_refused_for_a_database_of_something_else) {
  const TempFolder folder;
  fill(folder);
  fs::remove(folder / "mooring.db");
  RawDatabase(folder).run("CREATE TABLE theirs (a)");
  EXPECT_EQ(refusal(folder.path()), Kind::damaged);
}

TEST(Opening, is_refused_when_pages_are_damaged) {
  const TempFolder folder;
  fill(folder);
  std::fstream file(folder / "mooring.db", std::ios::in | std::ios::out | std::ios::binary);
  const auto size = static_cast<long>(fs::file_size(folder / "mooring.db"));
  file.seekp(4096) << std::string(static_cast<std::size_t>(size - 4096), '\x7f');
  file.close();
  EXPECT_EQ(refusal(folder.path()), Kind::damaged);
}

TEST(Opening, is_refused_for_a_cut_database) {
  const TempFolder folder;
  fill(folder);
  fs::resize_file(folder / "mooring.db", 3 * 4096);
  EXPECT_EQ(refusal(folder.path()), Kind::damaged);
}

TEST(Opening, leaves_a_newer_database_alone) {
  const TempFolder folder;
  fill(folder);
  RawDatabase(folder).run("INSERT INTO migration VALUES (99, 'from tomorrow')");
  const std::string before = bytes_of(folder / "mooring.db");
  EXPECT_EQ(refusal(folder.path()), Kind::newer);
  EXPECT_EQ(bytes_of(folder / "mooring.db"), before);
}

TEST(Opening, leaves_a_database_with_a_changed_migration_alone) {
  const TempFolder folder;
  fill(folder);
  RawDatabase(folder).run("UPDATE migration SET checksum = 'other'");
  const std::string before = bytes_of(folder / "mooring.db");
  EXPECT_EQ(refusal(folder.path()), Kind::newer);
  EXPECT_EQ(bytes_of(folder / "mooring.db"), before);
}

TEST(Opening, says_so_when_the_folder_cannot_be_written) {
  const TempFolder temp;
  const fs::path folder = temp / "closed";
  fs::create_directory(folder);
  ::chmod(temp.path().c_str(), 0755);
  ::chmod(folder.c_str(), 0555);
  const auto nobody = static_cast<uid_t>(65534);
  const bool root = ::geteuid() == 0;  // who may write anywhere
  ASSERT_TRUE(!root || ::seteuid(nobody) == 0);
  const auto kind = refusal(folder);
  ASSERT_TRUE(!root || ::seteuid(0) == 0);
  EXPECT_EQ(kind, Kind::read_only);
}

TEST(Migrations, are_applied_once_and_whole) {
  const TempFolder folder;
  const storage::Migration first{1, "a", "CREATE TABLE one (x); INSERT INTO one VALUES (1)"};
  const storage::Migration second{2, "b", "CREATE TABLE two (x)"}, broken{3, "c", "CREATE TABLE three (x); nonsense"};
  storage::Database database(folder / "mooring.db");
  storage::migrate(database, std::array{first});
  storage::migrate(database, std::array{first, second});
  EXPECT_EQ(database.number("SELECT count(*) FROM one"), 1);
  EXPECT_EQ(database.number("SELECT count(*) FROM migration"), 2);
  EXPECT_THROW(storage::migrate(database, std::array{first, second, broken}), storage::StoreError);
  EXPECT_EQ(database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'three'"), 0);
  EXPECT_EQ(database.number("SELECT count(*) FROM migration"), 2);
}

TEST(Migrations, are_numbered_without_a_gap) {
  int expected = 0;
  for (const auto& migration : storage::all_migrations()) {
    EXPECT_EQ(migration.number, ++expected);
    EXPECT_EQ(migration.checksum.size(), 64U);
  }
  EXPECT_GE(expected, 1);
}

}  // namespace
