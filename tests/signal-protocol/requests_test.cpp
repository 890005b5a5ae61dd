#include "adapters/signal/protocol/requests.hpp"

#include <gtest/gtest.h>

#include "adapters/net/json.hpp"

namespace {

using nlohmann::json;
using signal_channel::Account;
using signal_channel::Look;
using signal_channel::Request;
using signal_channel::Timestamp;
using signal_channel::Uuid;

const std::string number = "+15550100", ada = "9d4428ab-2f4e-4d0c-a1b2-c3d4e5f60718";
const Account account = *Account::read(number);
const Uuid who = *Uuid::read(ada);
const Timestamp time = *Timestamp::of(1'700'000'000'123);

/// As it goes over the wire, with the account left out that every one of them names.
json sent(const Request& request) {
  json whole = json::parse(net::dump({{request.method, request.params}}));
  json& params = whole[std::string(request.method)];
  EXPECT_EQ(params["account"], number);
  params.erase("account");
  return whole;
}

TEST(Request, names_no_account_where_it_is_for_all) {
  EXPECT_EQ(signal_channel::version().method, "version");
  EXPECT_EQ(signal_channel::list_accounts().method, "listAccounts");
  EXPECT_TRUE(signal_channel::version().params.is_null() && signal_channel::list_accounts().params.is_null());
}

TEST(Request, subscribes_and_unsubscribes) {
  EXPECT_EQ(sent(signal_channel::subscribe(account)), json({{"subscribeReceive", json::object()}}));
  EXPECT_EQ(sent(signal_channel::unsubscribe(account, 4)), json({{"unsubscribeReceive", {{"subscription", 4}}}}));
}

TEST(Request, gives_the_recipient_as_a_list_of_one_where_signal_cli_wants_a_list) {
  const json list = json::array({ada});
  const std::vector<std::string> options = {"Yes", "No"};
  for (const Request& request :
       {signal_channel::send(account, who, {"hello", {}}), signal_channel::remote_delete(account, who, time),
        signal_channel::typing(account, who), *signal_channel::poll_create(account, who, "Tea?", options),
        signal_channel::delete_message_request(account, who), signal_channel::block(account, who)})
    EXPECT_EQ(request.params["recipient"], list) << request.method;
}

TEST(Request, gives_the_recipient_as_a_string_where_a_list_would_go_to_somebody_else) {
  using namespace std::chrono_literals;
  for (const Request& request :
       {signal_channel::read_receipt(account, who, time), signal_channel::set_timer(account, who, 1h),
        signal_channel::trust_all_known_keys(account, who),
        signal_channel::forget_contact(account, who)})
    EXPECT_EQ(request.params["recipient"], json(ada)) << request.method;
}

TEST(Send, has_the_text_and_nothing_that_is_not_needed) {
  EXPECT_EQ(sent(signal_channel::send(account, who, {"hello", {}})), json({{"send", {{"recipient", {ada}}, {"message", "hello"}}}}));
}

TEST(Send, has_styles_in_utf16_units) {
  const auto request = signal_channel::send(account, who, {"\xf0\x9f\x8c\x8a sea", {{3, 3, Look::bold}, {0, 2, Look::spoiler}}});
  EXPECT_EQ(request.params["textStyle"], json({"3:3:BOLD", "0:2:SPOILER"}));
}

TEST(Request, names_messages_by_their_time_as_a_number) {
  EXPECT_EQ(sent(signal_channel::remote_delete(account, who, time)),
            json({{"remoteDelete", {{"recipient", {ada}}, {"targetTimestamp", 1'700'000'000'123}}}}));
  EXPECT_EQ(sent(signal_channel::read_receipt(account, who, time)),
            json({{"sendReceipt", {{"recipient", ada}, {"targetTimestamp", 1'700'000'000'123}, {"type", "read"}}}}));
}

TEST(Request, shows_that_somebody_types) {
  EXPECT_EQ(sent(signal_channel::typing(account, who)), json({{"sendTyping", {{"recipient", {ada}}}}}));
}

bool polls(std::string_view question, const std::vector<std::string>& options) {
  return signal_channel::poll_create(account, who, question, options).has_value();
}

TEST(PollCreate, asks_for_one_of_the_options) {
  const std::vector<std::string> options = {"Yes", "No"};
  EXPECT_EQ(sent(*signal_channel::poll_create(account, who, "Tea?", options)),
            json({{"sendPollCreate", {{"recipient", {ada}}, {"question", "Tea?"}, {"option", {"Yes", "No"}}, {"noMulti", true}}}}));
}

TEST(PollCreate, is_nothing_where_signal_cli_would_refuse_it) {
  EXPECT_FALSE(polls("", {"Yes", "No"}));
  EXPECT_FALSE(polls("Tea?", {"Yes"}));
  EXPECT_TRUE(polls("Tea?", std::vector<std::string>(10, "Yes")));
  EXPECT_FALSE(polls("Tea?", std::vector<std::string>(11, "Yes")));
  EXPECT_FALSE(polls("Tea?", {"Yes", ""}));
}

TEST(PollCreate, counts_the_length_of_an_option_as_signal_cli_does) {
  std::string waves;
  for (int i = 0; i < 50; ++i) waves += "\xf0\x9f\x8c\x8a";
  EXPECT_TRUE(polls("Tea?", {"Yes", waves}));
  EXPECT_FALSE(polls("Tea?", {"Yes", waves + "x"}));
  EXPECT_TRUE(polls("Tea?", {"Yes", std::string(100, 'x')}));
  EXPECT_FALSE(polls("Tea?", {"Yes", std::string(101, 'x')}));
}

TEST(SetTimer, is_in_seconds_that_fit) {
  using std::chrono::seconds;
  const auto expiration = [](seconds after) { return signal_channel::set_timer(account, who, after).params["expiration"]; };
  EXPECT_EQ(sent(signal_channel::set_timer(account, who, std::chrono::weeks(1))), json({{"updateContact", {{"recipient", ada}, {"expiration", 604'800}}}}));
  EXPECT_EQ(expiration(seconds(0)), 0);
  EXPECT_EQ(expiration(seconds(-1)), 0);
  EXPECT_EQ(expiration(seconds(1) + seconds(INT32_MAX)), 2'147'483'647);
}

TEST(Request, deletes_a_message_request) {
  EXPECT_EQ(sent(signal_channel::delete_message_request(account, who)), json({{"sendMessageRequestResponse", {{"recipient", {ada}}, {"type", "delete"}}}}));
}

TEST(Request, blocks) {
  EXPECT_EQ(sent(signal_channel::block(account, who)), json({{"block", {{"recipient", {ada}}}}}));
}

TEST(Request, trusts_a_key_as_it_is) {
  EXPECT_EQ(sent(signal_channel::trust_all_known_keys(account, who)), json({{"trust", {{"recipient", ada}, {"trustAllKnownKeys", true}}}}));
}

TEST(Request, asks_for_everyones_keys) {
  EXPECT_EQ(sent(signal_channel::list_identities(account)), json({{"listIdentities", json::object()}}));
}

TEST(Request, forgets_a_contact) {
  EXPECT_EQ(sent(signal_channel::forget_contact(account, who)), json({{"removeContact", {{"recipient", ada}, {"forget", true}}}}));
}

}  // namespace
