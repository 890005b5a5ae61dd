#include "adapters/signal/protocol/address.hpp"

#include <gtest/gtest.h>

namespace {

using signal_channel::Account;
using signal_channel::Timestamp;
using signal_channel::Uuid;

constexpr const char* ada = "9d4428ab-2f4e-4d0c-a1b2-c3d4e5f60718";

TEST(Uuid, is_in_lower_case_whatever_case_came) {
  EXPECT_EQ(Uuid::read(ada)->text(), ada);
  EXPECT_EQ(Uuid::read("9D4428AB-2F4E-4D0C-A1B2-C3D4E5F60718"), Uuid::read(ada));
}

TEST(Uuid, is_nothing_for_what_is_none) {
  for (const char* text : {"", "+15550100", "9d4428ab-2f4e-4d0c-a1b2-c3d4e5f6071", "9d4428ab-2f4e-4d0c-a1b2-c3d4e5f607189",
                           "9d4428ab2f4e-4d0c-a1b2-c3d4e5f607189", "9d4428ag-2f4e-4d0c-a1b2-c3d4e5f60718", "9d4428ab-2f4e-4d0c-a1b2-c3d4e5f6071-",
                           "-d4428ab-2f4e-4d0c-a1b2-c3d4e5f60718", "{9d4428ab-2f4e-4d0c-a1b2-c3d4e5f6071}",
                           "PNI:9d4428ab-2f4e-4d0c-a1b2-c3d4e5f60718", "ada.01"})
    EXPECT_FALSE(Uuid::read(text)) << text;
}

TEST(Uuid, is_nothing_for_the_one_that_nobody_has) { EXPECT_FALSE(Uuid::read("00000000-0000-0000-0000-000000000000")); }

TEST(Account, is_a_number_as_signal_writes_it) {
  for (const char* text : {"+15550100", "+12345", "+123456789012345"}) EXPECT_EQ(Account::read(text)->text(), text);
}

TEST(Account, is_nothing_for_what_is_none) {
  for (const char* text : {"", "+", "15550100", "+05550100", "+1234", "+1234567890123456", "+1555 100", "+1555010a", "++15550100", ada})
    EXPECT_FALSE(Account::read(text)) << text;
}

TEST(Timestamp, is_over_31_bits_and_below_64) {
  EXPECT_EQ(Timestamp::of(1'700'000'000'000)->milliseconds(), 1'700'000'000'000u);
  EXPECT_EQ(Timestamp::of(2'147'483'649)->milliseconds(), 2'147'483'649u);
  EXPECT_TRUE(Timestamp::of(9'223'372'036'854'775'807u));
  for (const std::uint64_t none : {std::uint64_t{0}, std::uint64_t{2'147'483'648}, std::uint64_t{9'223'372'036'854'775'808u}, UINT64_MAX})
    EXPECT_FALSE(Timestamp::of(none)) << none;
}

}  // namespace
