#include "commands/signal_answers.hpp"

#include <gmock/gmock.h>

#include "commands/trouble.hpp"

namespace {

using namespace commands;
using nlohmann::json;
using signal_channel::Answer;
using signal_channel::Failure;
using signal_channel::NoAnswer;
using signal_channel::NotSent;
using signal_channel::Reply;
using testing::HasSubstr;
using testing::MatchesRegex;

const auto account = *signal_channel::Account::read("+15555550100");

Reply answer(const json& result) { return Answer{1, result}; }
Reply failure(std::int64_t code) { return Failure{1, code, nullptr}; }

template <class Call>
std::string trouble(Call call) {
  try {
    call();
  } catch (const Trouble& thrown) {
    EXPECT_THAT(thrown.what(), MatchesRegex(".+\\.")) << "a sentence";
    return thrown.what();
  }
  return "none";
}

TEST(SignalAnswer, of_a_signal_cli_that_is_new_enough_is_fine) {
  EXPECT_EQ(trouble([] { expect_signal_cli(answer({{"version", "0.14.7"}})); }), "none");
  EXPECT_THAT(trouble([] { expect_signal_cli(answer({{"version", "0.14.6"}})); }), HasSubstr("0.14.7 and newer"));
}

TEST(SignalAnswer, that_does_not_come_is_explained) {
  EXPECT_THAT(trouble([] { expect_signal_cli(NotSent{}); }), HasSubstr("Nobody listens at the socket"));
  EXPECT_THAT(trouble([] { expect_signal_cli(NoAnswer{}); }), HasSubstr("did not answer"));
  EXPECT_THAT(trouble([] { expect_done(failure(-3)); }), HasSubstr("online"));
  EXPECT_THAT(trouble([] { expect_done(failure(-5)); }), HasSubstr("too many tries"));
  EXPECT_THAT(trouble([] { expect_done(failure(-32603)); }), HasSubstr("journal"));
}

TEST(SignalAnswer, says_whether_the_account_is_there) {
  EXPECT_TRUE(expect_accounts(answer({{{"number", "+15555550100"}}}), account));
  EXPECT_FALSE(expect_accounts(answer(json::array()), account));
  EXPECT_THAT(trouble([] { expect_accounts(failure(-32601), account); }), HasSubstr("without, as"));
}

TEST(SignalAnswer, holds_a_link_that_phones_know) {
  EXPECT_EQ(expect_link_uri(answer({{"deviceLinkUri", "sgnl://linkdevice?uuid=a"}})), "sgnl://linkdevice?uuid=a");
  EXPECT_THAT(trouble([] { expect_link_uri(answer({{"deviceLinkUri", "https://example.org"}})); }), HasSubstr("no code to scan"));
}

TEST(SignalAnswer, names_the_account_that_was_linked) {
  EXPECT_EQ(expect_linked(answer({{"number", "+15555550100"}})), "+15555550100");
  EXPECT_THAT(trouble([] { expect_linked(failure(-1)); }), HasSubstr("scanned the code in time"));
  EXPECT_THAT(trouble([] { expect_linked(NoAnswer{}); }), HasSubstr("scanned the code in time"));
}

TEST(SignalAnswer, asks_for_a_captcha_once) {
  EXPECT_EQ(expect_registering(answer(json::object()), false), Registering::begun);
  EXPECT_EQ(expect_registering(failure(-1), false), Registering::needs_captcha);
  EXPECT_THAT(trouble([] { expect_registering(failure(-1), true); }), HasSubstr("landline"));
  EXPECT_THAT(trouble([] { expect_registering(failure(-5), false); }), HasSubstr("too many tries"));
}

TEST(SignalAnswer, tells_a_wrong_code_from_a_pin) {
  EXPECT_EQ(expect_verified(answer(json::object()), false), Verifying::done);
  EXPECT_EQ(expect_verified(failure(-3), false), Verifying::wrong_code);
  EXPECT_EQ(expect_verified(failure(-1), false), Verifying::needs_pin);
  EXPECT_THAT(trouble([] { expect_verified(failure(-1), true); }), HasSubstr("not the PIN"));
}

TEST(SignalAnswer, says_when_a_captcha_was_refused) {
  EXPECT_EQ(trouble([] { expect_solved(answer(json::object())); }), "none");
  EXPECT_THAT(trouble([] { expect_solved(failure(-6)); }), HasSubstr("solve a new one"));
  EXPECT_THAT(trouble([] { expect_solved(failure(-3)); }), HasSubstr("online"));
}

}  // namespace
