#include <gtest/gtest.h>

#include "matrix-crypto/someone.hpp"

namespace matrix {

namespace {

const std::vector<std::string> self{"@bot:example.org"};

std::vector<std::string> kinds(const std::vector<CryptoRequest>& requests) {
  std::vector<std::string> found;
  for (const CryptoRequest& request : requests) found.push_back(request.kind);
  return found;
}

/// What has been put into the account data, fetched as the driver does.
std::vector<CryptoMachine::AccountData> fetched(const CryptoMachine::SecretStorage& storage) {
  std::vector<CryptoMachine::AccountData> found;
  for (std::string type = next_secret_type(found); !type.empty(); type = next_secret_type(found))
    for (const auto& each : storage.account_data)
      if (each.type == type) found.push_back(each);
  return found;
}

struct Identity : testing::Test {
  Homeserver server;
  Someone bot{server, self[0], "BOT"};
};

}  // namespace

TEST_F(Identity, there_is_none_at_first) {
  const SigningStatus status = bot->signing_status();
  EXPECT_FALSE(status.has_keys || status.published || status.same || status.device_signed);
}

TEST_F(Identity, once_made_it_signs_the_device_and_stays_over_restarts) {
  bot.make_identity();
  for (int start = 0; start < 3; ++start) {
    const SigningStatus status = bot->signing_status();
    EXPECT_TRUE(status.has_keys && status.published && status.same && status.device_signed) << start;
    bot.restart();
  }
}

TEST_F(Identity, is_sent_after_the_device_that_it_signs) {
  Someone other{server, "@other:example.org", "OTHER"};
  other.restart();
  const auto requests = other->bootstrap();
  EXPECT_EQ(kinds(requests), (std::vector<std::string>{"signing_keys_upload", "signatures_upload"}));
  EXPECT_FALSE(nlohmann::json::parse(requests[1].body).contains("signed_keys"));
}

TEST_F(Identity, broken_off_in_the_middle_it_is_made_with_the_same_keys) {
  const std::string before = nlohmann::json::parse(bot->bootstrap()[0].body)["master_key"]["keys"].dump();
  bot.restart();
  const auto again = bot->bootstrap();
  EXPECT_EQ(nlohmann::json::parse(again[0].body)["master_key"]["keys"].dump(), before);
  bot.send(again);
  bot.sync();
  EXPECT_TRUE(bot->signing_status().device_signed);
}

TEST_F(Identity, another_one_is_never_overwritten) {
  bot.make_identity();
  Someone second{server, self[0], "SECOND"};
  EXPECT_THROW(second->bootstrap(), CryptoError);
  const SigningStatus status = second->signing_status();
  EXPECT_TRUE(status.published);
  EXPECT_FALSE(status.has_keys || status.same || status.device_signed);
}

TEST_F(Identity, one_that_was_reset_elsewhere_is_not_ours_any_more) {
  bot.make_identity();
  Homeserver elsewhere;
  Someone usurper{elsewhere, self[0], "USURPER"};
  bot.send({});
  for (const CryptoRequest& request : usurper->bootstrap())
    if (request.kind == "signing_keys_upload") server.answer(usurper.place, request);
  bot.sync();
  const SigningStatus status = bot->signing_status();
  EXPECT_TRUE(status.published);
  EXPECT_FALSE(status.same || status.device_signed);
}

TEST_F(Identity, the_recovery_key_brings_it_to_a_fresh_device) {
  bot.make_identity();
  const CryptoMachine::SecretStorage storage = bot->export_secrets();
  EXPECT_EQ(storage.account_data.back().type, "m.secret_storage.default_key");
  Someone fresh{server, self[0], "FRESH"};
  ASSERT_TRUE(fresh->import_secrets(storage.recovery_key, fetched(storage)));
  EXPECT_EQ(kinds(fresh->outgoing()), std::vector<std::string>{"signatures_upload"});
  fresh.settle();
  fresh.sync();
  const SigningStatus status = fresh->signing_status();
  EXPECT_TRUE(status.has_keys && status.published && status.same && status.device_signed);
}

TEST_F(Identity, broken_off_after_the_recovery_key_the_device_is_signed_by_another_bootstrap) {
  bot.make_identity();
  const CryptoMachine::SecretStorage storage = bot->export_secrets();
  Someone fresh{server, self[0], "FRESH"};
  ASSERT_TRUE(fresh->import_secrets(storage.recovery_key, fetched(storage)));
  fresh.restart();
  EXPECT_FALSE(fresh->signing_status().device_signed);
  fresh.make_identity();
  EXPECT_TRUE(fresh->signing_status().device_signed);
}

TEST_F(Identity, a_wrong_recovery_key_opens_nothing) {
  bot.make_identity();
  const CryptoMachine::SecretStorage storage = bot->export_secrets();
  const std::string other = bot->export_secrets().recovery_key;
  Someone fresh{server, self[0], "FRESH"};
  EXPECT_FALSE(fresh->import_secrets(other, fetched(storage)));
  EXPECT_FALSE(fresh->import_secrets("not a key", fetched(storage)));
  EXPECT_FALSE(fresh->import_secrets(storage.recovery_key, {}));
  EXPECT_FALSE(fresh->signing_status().has_keys);
}

TEST_F(Identity, secrets_of_another_identity_are_refused) {
  bot.make_identity();
  Homeserver elsewhere;
  Someone other{elsewhere, self[0], "OTHER"};
  other.make_identity();
  const CryptoMachine::SecretStorage storage = other->export_secrets();
  Someone fresh{server, self[0], "FRESH"};
  EXPECT_FALSE(fresh->import_secrets(storage.recovery_key, fetched(storage)));
}

TEST_F(Identity, without_keys_there_is_nothing_to_export) { EXPECT_THROW(bot->export_secrets(), CryptoError); }

TEST(SecretTypes, are_asked_for_one_after_the_other) {
  std::vector<CryptoMachine::AccountData> found;
  std::vector<std::string> asked;
  for (std::string type = next_secret_type(found); !type.empty(); type = next_secret_type(found)) {
    asked.push_back(type);
    found.push_back({type, R"({"key":"one"})"});
  }
  EXPECT_EQ(asked, (std::vector<std::string>{"m.secret_storage.default_key", "m.secret_storage.key.one",
                                             "m.cross_signing.master", "m.cross_signing.self_signing",
                                             "m.cross_signing.user_signing"}));
}

TEST(SecretTypes, end_where_no_key_is_named) {
  for (const char* content : {"{}", "nothing", R"({"key":1})", R"(["key"])"})
    EXPECT_EQ(next_secret_type(std::vector<CryptoMachine::AccountData>{{"m.secret_storage.default_key", content}}), "");
}

}  // namespace matrix
