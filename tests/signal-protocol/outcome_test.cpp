#include "adapters/signal/protocol/outcome.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using signal_channel::Answer;
using signal_channel::Failure;
using signal_channel::Outcome;
using signal_channel::Timestamp;
using Kind = Outcome::Kind;

constexpr std::uint64_t sent = 1'700'000'000'123;

json result(const char* type, json more = json::object()) {
  json whole = {{"recipientAddress", {{"uuid", "9d4428ab-2f4e-4d0c-a1b2-c3d4e5f60718"}, {"number", "+15550123"}}}, {"type", type}};
  whole.update(more);
  return whole;
}
json response(json results) { return {{"timestamp", sent}, {"results", std::move(results)}}; }
Outcome answered(json results) { return judge(Answer{1, response(std::move(results))}); }
Outcome failed(std::int64_t code, json data = nullptr) { return judge(Failure{1, code, std::move(data)}); }
Outcome failed_for(std::int64_t code, json results) { return failed(code, {{"response", response(std::move(results))}}); }
Outcome of_kind(Kind kind) {
  Outcome outcome;
  outcome.kind = kind;
  return outcome;
}

Outcome limited() {
  Outcome outcome = of_kind(Kind::wait);
  outcome.limited = true;
  return outcome;
}

TEST(Judge, is_unknown_when_the_connection_was_lost) { EXPECT_EQ(Outcome{}.kind, Kind::unknown); }

TEST(Judge, is_accepted_under_the_time_that_names_the_message) {
  EXPECT_EQ(answered({result("SUCCESS")}).kind, Kind::accepted);
  EXPECT_EQ(answered({result("SUCCESS")}).timestamp, Timestamp::of(sent));
}

TEST(Judge, is_accepted_without_a_name_where_it_has_none) {
  for (const json& none : {json(), json("5"), json(5), json(-5)}) {
    json whole = response({result("SUCCESS")});
    whole["timestamp"] = none;
    EXPECT_EQ(judge(Answer{1, whole}), of_kind(Kind::accepted)) << none;
  }
}

TEST(Judge, looks_at_every_result) {
  EXPECT_EQ(answered({result("SUCCESS"), result("UNREGISTERED_FAILURE")}), of_kind(Kind::gone));
  EXPECT_EQ(answered({result("IDENTITY_FAILURE"), result("SUCCESS")}), of_kind(Kind::untrusted));
}

TEST(Judge, knows_each_type_of_result_in_an_answer_and_in_an_error) {
  Outcome no_network;
  no_network.no_network = true;
  const std::vector<std::pair<const char*, Outcome>> types = {
      {"NETWORK_FAILURE", no_network}, {"UNREGISTERED_FAILURE", of_kind(Kind::gone)}, {"IDENTITY_FAILURE", of_kind(Kind::untrusted)},
      {"RATE_LIMIT_FAILURE", limited()}, {"INVALID_PRE_KEY_FAILURE", of_kind(Kind::wait)}, {"SOMETHING_NEW", {}}, {"", {}}};
  for (const auto& [type, outcome] : types) {
    EXPECT_EQ(answered({result(type)}), outcome) << type;
    EXPECT_EQ(failed_for(-1, {result(type)}), outcome) << type;
  }
}

TEST(Judge, is_unknown_where_the_answer_says_nothing) {
  for (const json& none : {json(), json::object(), json(7), response(json::array()), response(7), response({7}), response({json::object()})})
    EXPECT_EQ(judge(Answer{1, none}), Outcome{}) << none;
}

TEST(Judge, waits_as_long_as_a_rate_limit_asks) {
  const Outcome limited = answered({result("RATE_LIMIT_FAILURE", {{"retryAfterSeconds", 90}})});
  EXPECT_EQ(limited.kind, Kind::wait);
  EXPECT_EQ(limited.wait, 90s);
  EXPECT_EQ(limited.challenge, "");
}

TEST(Judge, takes_the_longest_wait_of_a_rate_limit) {
  const json results = {result("RATE_LIMIT_FAILURE", {{"retryAfterSeconds", 5}}), result("RATE_LIMIT_FAILURE", {{"retryAfterSeconds", 90}}),
                        result("RATE_LIMIT_FAILURE", {{"retryAfterSeconds", 30}}), result("RATE_LIMIT_FAILURE")};
  EXPECT_EQ(failed_for(-5, results).kind, Kind::wait);
  EXPECT_EQ(failed_for(-5, results).wait, 90s);
  EXPECT_EQ(answered(results).wait, 90s);
}

TEST(Judge, keeps_what_a_captcha_is_for) {
  const json results = {result("RATE_LIMIT_FAILURE"), result("RATE_LIMIT_FAILURE", {{"token", "first"}, {"retryAfterSeconds", 5}}),
                        result("RATE_LIMIT_FAILURE", {{"token", "second"}})};
  EXPECT_EQ(failed_for(-5, results).challenge, "first");
  EXPECT_EQ(answered(results).challenge, "first");
  EXPECT_EQ(answered({result("SUCCESS", {{"token", "none"}})}).challenge, "");
}

TEST(Judge, waits_without_a_time_where_none_is_said) {
  EXPECT_EQ(failed(-5), limited());
  EXPECT_EQ(failed(-5, {{"response", 7}}), limited());
  for (const json& none : {json(), json("5"), json(-5), json(1.5), json(UINT64_MAX)})
    EXPECT_EQ(failed_for(-5, {result("RATE_LIMIT_FAILURE", {{"retryAfterSeconds", none}})}), limited()) << none;
}

TEST(Judge, waits_a_day_at_most) {
  EXPECT_EQ(failed_for(-5, {result("RATE_LIMIT_FAILURE", {{"retryAfterSeconds", 86'400}})}).wait, 24h);
  EXPECT_EQ(failed_for(-5, {result("RATE_LIMIT_FAILURE", {{"retryAfterSeconds", INT64_MAX}})}).wait, 24h);
}

TEST(Judge, raises_an_alarm_where_the_fault_is_ours_or_the_account_is_gone) {
  for (const int code : {-32700, -32600, -32601, -32602}) {
    EXPECT_EQ(failed(code).kind, Kind::refused) << code;
    EXPECT_TRUE(failed(code).alarm) << code;
  }
}

TEST(Judge, does_not_know_after_an_internal_error) {
  EXPECT_EQ(failed(-32603), Outcome{});
  EXPECT_EQ(failed_for(-32603, {result("SUCCESS")}), Outcome{});
}

TEST(Judge, takes_a_user_error_without_data_as_final) {
  EXPECT_EQ(failed(-1), of_kind(Kind::refused));
  EXPECT_EQ(failed(-1, {{"response", nullptr}}), Outcome{});
}

TEST(Judge, backs_off_after_input_or_output_failed) { EXPECT_EQ(failed(-3), of_kind(Kind::wait)); }

TEST(Judge, holds_what_is_for_an_untrusted_key) {
  EXPECT_EQ(failed(-4), of_kind(Kind::untrusted));
  EXPECT_EQ(failed_for(-4, {result("IDENTITY_FAILURE")}), of_kind(Kind::untrusted));
}

TEST(Judge, does_not_repeat_a_captcha_that_was_not_right) { EXPECT_EQ(failed(-6), of_kind(Kind::refused)); }

TEST(Judge, does_not_know_a_code_that_is_new) {
  for (const std::int64_t code : {std::int64_t{0}, std::int64_t{-2}, std::int64_t{-7}, INT64_MIN, INT64_MAX}) EXPECT_EQ(failed(code), Outcome{}) << code;
}

}  // namespace
