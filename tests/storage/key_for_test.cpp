#include <gmock/gmock.h>

#include "storage/master_key.hpp"
#include "storage/sqlite_store.hpp"
#include "storage/temp_folder.hpp"

namespace {

std::string key_in(const TempFolder& folder, std::string_view purpose) {
  const auto store = storage::open_sqlite(folder.path());
  return storage::key_for(folder.path(), purpose);
}

TEST(KeyFor, is_the_same_each_time_for_one_purpose_in_one_folder) {
  const TempFolder folder, other;
  const std::string key = key_in(folder, "matrix");
  EXPECT_THAT(key, testing::MatchesRegex("[0-9a-f]{64}"));
  EXPECT_EQ(key_in(folder, "matrix"), key);
  EXPECT_NE(key_in(folder, "signal"), key);
  EXPECT_NE(key_in(other, "matrix"), key);
}

TEST(KeyFor, does_not_make_a_folder_s_first_key) {
  const TempFolder folder;
  EXPECT_THROW(storage::key_for(folder.path(), "matrix"), storage::StoreError);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(KeyFor, is_not_what_stands_in_the_key_file) {
  const TempFolder folder;
  const std::string key = key_in(folder, "matrix"), kept = bytes_of(folder / "key");
  std::string hexadecimal;
  for (const char c : kept) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    hexadecimal.append({digits[byte >> 4], digits[byte & 15]});
  }
  EXPECT_NE(key, hexadecimal);
}

}  // namespace
