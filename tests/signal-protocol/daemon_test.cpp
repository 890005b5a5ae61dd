#include "adapters/signal/protocol/daemon.hpp"

#include <gmock/gmock.h>

namespace {

using nlohmann::json;
using namespace signal_channel;
using testing::ElementsAre;
using testing::IsEmpty;

const Account account = *Account::read("+15550100");

TEST(Daemon, has_to_be_new_enough) {
  for (const char* version : {"0.14.7", "0.14.8-SNAPSHOT", "0.14.10", "0.15.0", "1.0.0", "1"})
    EXPECT_TRUE(is_new_enough({{"version", version}})) << version;
  for (const char* version : {"0.14.6", "0.13.14", "0.9.99", "", "unknown", "v1.0", "-1.0.0", "0.14"})
    EXPECT_FALSE(is_new_enough({{"version", version}})) << version;
  for (const json& answer : {json(), json(7), json::array(), json{{"version", 1}}}) EXPECT_FALSE(is_new_enough(answer));
}

TEST(Daemon, has_the_account_or_not) {
  EXPECT_TRUE(has_account({{{"number", "+15550199"}}, {{"number", "+15550100"}}}, account));
  EXPECT_FALSE(has_account({{{"number", "+15550199"}}}, account));
  for (const json& answer : {json(), json(7), json::array(), json{{"number", 1}}}) EXPECT_FALSE(has_account(answer, account));
}

TEST(Daemon, says_whose_keys_it_does_not_trust) {
  constexpr const char *ada = "9d4428ab-2f4e-4d0c-a1b2-c3d4e5f60718", *bob = "9d4428ab-2f4e-4d0c-a1b2-c3d4e5f60719";
  const json identities = {{{"uuid", ada}, {"trustLevel", "UNTRUSTED"}}, {{"uuid", bob}, {"trustLevel", "TRUSTED_UNVERIFIED"}},
                           {{"uuid", nullptr}, {"trustLevel", "UNTRUSTED"}}};
  EXPECT_THAT(untrusted(identities), ElementsAre(*Uuid::read(ada)));
  EXPECT_THAT(untrusted(json(7)), IsEmpty());
}

}  // namespace
