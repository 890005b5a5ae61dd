#include "adapters/signal/protocol/account_requests.hpp"

#include <gtest/gtest.h>

namespace {

using nlohmann::json;
using signal_channel::Account;
using signal_channel::Request;

const Account account = *Account::read("+15550100");

void expect(const Request& request, std::string_view method, const json& params) {
  EXPECT_EQ(request.method, method);
  EXPECT_EQ(request.params, params);
}

TEST(AccountRequest, changes_of_the_profile_only_what_is_named) {
  expect(signal_channel::update_profile(account, {"Mooring", "A bot", "/a.png"}), "updateProfile",
         {{"account", "+15550100"}, {"givenName", "Mooring"}, {"about", "A bot"}, {"avatar", "/a.png"}});
  expect(signal_channel::update_profile(account, {"Mooring", "", ""}), "updateProfile", {{"account", "+15550100"}, {"givenName", "Mooring"}});
}

TEST(AccountRequest, switches_receipts_and_typing) {
  expect(signal_channel::update_configuration(account, true, false), "updateConfiguration",
         {{"account", "+15550100"}, {"readReceipts", true}, {"typingIndicators", false}});
}

TEST(AccountRequest, hands_in_a_captcha) {
  expect(signal_channel::submit_rate_limit_challenge(account, "token", "signalcaptcha://x"), "submitRateLimitChallenge",
         {{"account", "+15550100"}, {"challenge", "token"}, {"captcha", "signalcaptcha://x"}});
}

TEST(AccountRequest, links_without_an_account) {
  expect(signal_channel::start_link(), "startLink", {});
  expect(signal_channel::finish_link("sgnl://linkdevice?uuid=x", "Mooring"), "finishLink",
         {{"deviceLinkUri", "sgnl://linkdevice?uuid=x"}, {"deviceName", "Mooring"}});
}

TEST(AccountRequest, registers_and_verifies) {
  expect(signal_channel::register_account(account, "", false), "register", {{"account", "+15550100"}, {"voice", false}});
  expect(signal_channel::register_account(account, "signalcaptcha://x", true), "register",
         {{"account", "+15550100"}, {"voice", true}, {"captcha", "signalcaptcha://x"}});
  expect(signal_channel::verify(account, "123-456", ""), "verify", {{"account", "+15550100"}, {"verificationCode", "123-456"}});
  expect(signal_channel::verify(account, "123-456", "2468"), "verify",
         {{"account", "+15550100"}, {"verificationCode", "123-456"}, {"pin", "2468"}});
}

}  // namespace
