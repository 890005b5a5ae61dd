#include "storage/sealing.hpp"

#include <gtest/gtest.h>

namespace {

using namespace storage;

constexpr Place place{Column::session, 7, 3};

TEST(Sealing, opens_what_it_sealed) {
  const Secret key = random_secret();
  for (const std::string text : {"", "a", "hello"}) EXPECT_EQ(open(key, place, seal(key, place, text)), text);
}

TEST(Sealing, never_seals_twice_alike) {
  const Secret key = random_secret();
  EXPECT_NE(seal(key, place, "a"), seal(key, place, "a"));
}

TEST(Sealing, opens_in_its_own_place_only) {
  const Secret key = random_secret();
  const std::string sealed = seal(key, place, "hello");
  EXPECT_EQ(open(key, {Column::reply, 7, 3}, sealed), std::nullopt);
  EXPECT_EQ(open(key, {Column::session, 8, 3}, sealed), std::nullopt);
  EXPECT_EQ(open(key, {Column::session, 7, 4}, sealed), std::nullopt);
  EXPECT_EQ(open(random_secret(), place, sealed), std::nullopt);
}

TEST(Sealing, opens_nothing_that_was_changed_or_cut) {
  const Secret key = random_secret();
  const std::string sealed = seal(key, place, "hello");
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_EQ(open(key, place, changed), std::nullopt) << at;
    EXPECT_EQ(open(key, place, sealed.substr(0, at)), std::nullopt) << at;
  }
}

TEST(Sealing, carries_a_key_in_a_key) {
  const Secret outer = random_secret(), inner = random_secret();
  const auto opened = open_key(outer, place, seal(outer, place, inner));
  ASSERT_TRUE(opened);
  EXPECT_EQ(open(*opened, place, seal(inner, place, "hello")), "hello");
  EXPECT_FALSE(open_key(outer, place, seal(outer, place, "not a key")));
}

TEST(Sealing, looks_up_by_parts_and_key) {
  const Secret key = random_secret();
  EXPECT_EQ(look_up(key, {"ab", "c"}), look_up(key, {"ab", "c"}));
  EXPECT_NE(look_up(key, {"ab", "c"}), look_up(key, {"a", "bc"}));
  EXPECT_NE(look_up(key, {"ab", "c"}), look_up(random_secret(), {"ab", "c"}));
  EXPECT_EQ(look_up(key, {"ab", "c"}).size(), 16U);
}

TEST(Sealing, derives_a_key_for_each_purpose) {
  const Secret key = random_secret();
  EXPECT_EQ(look_up(derive(key, "a"), {"x"}), look_up(derive(key, "a"), {"x"}));
  EXPECT_NE(look_up(derive(key, "a"), {"x"}), look_up(derive(key, "b"), {"x"}));
}

TEST(Secret, is_empty_where_it_was_moved_from) {
  Secret from = random_secret();
  const Secret to = std::move(from);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(from.data()), Secret::size()), std::string(32, '\0'));
  EXPECT_NE(std::string(reinterpret_cast<const char*>(to.data()), Secret::size()), std::string(32, '\0'));
}

}  // namespace
