#include "adapters/matrix/protocol/outcome.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using matrix::judge;
using matrix::Verdict;
using nlohmann::json;
using Kind = Verdict::Kind;

constexpr const char* html = "<html><body>502 Bad Gateway</body></html>";

Verdict answered(unsigned status, std::string body, std::optional<std::chrono::milliseconds> header = {}) {
  return judge(net::Response{status, std::move(body), header});
}

TEST(Judge, is_done_with_what_came) {
  const Verdict verdict = answered(200, R"({ "event_id": "$1" })");
  EXPECT_EQ(verdict.kind, Kind::done);
  EXPECT_EQ(verdict.status, 200u);
  EXPECT_EQ(verdict.body, json({{"event_id", "$1"}}));
  EXPECT_EQ(verdict.text, R"({ "event_id": "$1" })");
  EXPECT_FALSE(verdict.limited);
  EXPECT_FALSE(verdict.after);
}

TEST(Judge, is_done_with_the_list_that_a_rooms_state_is) {
  EXPECT_EQ(answered(200, R"([{"type":"m.room.create"}])").kind, Kind::done);
}

TEST(Judge, is_done_with_a_sync_that_holds_one_unreadable_event) {
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  for (const std::string& bad : {deep, std::string("1e999"), std::string("\"\\ud800\"")}) {
    const Verdict verdict = answered(200, R"({"bad":)" + bad + R"(,"next_batch":"s1"})");
    EXPECT_EQ(verdict.kind, Kind::done) << bad;
    EXPECT_EQ(verdict.body["next_batch"], "s1");
  }
}

TEST(Judge, asks_again_without_an_answer) {
  for (const net::Failure failure : {net::Failure::unreachable, net::Failure::timed_out, net::Failure::too_large, net::Failure::stopped}) {
    const Verdict verdict = judge(failure);
    EXPECT_EQ(verdict.kind, Kind::again);
    EXPECT_EQ(verdict.status, 0u);
    EXPECT_FALSE(verdict.limited || verdict.after);
  }
}

TEST(Judge, asks_again_where_a_proxy_answers) {
  for (const unsigned status : {200u, 401u, 403u, 404u, 502u}) EXPECT_EQ(answered(status, html).kind, Kind::again) << status;
  for (const char* body : {"", "null", "\"ok\"", "1"}) EXPECT_EQ(answered(200, body).kind, Kind::again) << body;
}

TEST(Judge, asks_again_where_the_homeserver_is_ill) {
  for (const unsigned status : {408u, 500u, 502u, 503u, 504u})
    EXPECT_EQ(answered(status, R"({"errcode":"M_UNKNOWN_TOKEN"})").kind, Kind::again) << status;
  EXPECT_EQ(answered(503, "{}", 9s).after, 9s);
  EXPECT_FALSE(answered(503, R"({"retry_after_ms":5})").limited);
}

TEST(Judge, waits_as_long_as_a_rate_limit_asks) {
  const Verdict verdict = answered(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1500})");
  EXPECT_EQ(verdict.kind, Kind::again);
  EXPECT_TRUE(verdict.limited);
  EXPECT_EQ(verdict.after, 1500ms);
}

TEST(Judge, waits_for_the_longer_of_header_and_body) {
  constexpr const char* body = R"({"retry_after_ms":1500})";
  EXPECT_EQ(answered(429, body, 1s).after, 1500ms);
  EXPECT_EQ(answered(429, body, 2s).after, 2s);
  EXPECT_EQ(answered(429, "{}", 2s).after, 2s);
  EXPECT_EQ(answered(429, "{}").after, std::nullopt);
}

TEST(Judge, takes_no_waiting_time_that_is_none) {
  for (const char* wait : {"-1", "\"9\"", "1.5", "null", "99999999999999999999"})
    EXPECT_EQ(answered(429, std::string(R"({"retry_after_ms":)") + wait + "}").after, std::nullopt) << wait;
  EXPECT_EQ(answered(429, R"({"retry_after_ms":0})").after, 0ms);
  EXPECT_EQ(answered(429, R"({"retry_after_ms":9223372036854775807})").after, 1h);
}

TEST(Judge, knows_a_rate_limit_by_status_or_code) {
  EXPECT_TRUE(answered(429, html, 3s).limited);
  EXPECT_EQ(answered(429, html, 3s).after, 3s);
  const Verdict verdict = answered(400, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":7})");
  EXPECT_EQ(verdict.kind, Kind::again);
  EXPECT_TRUE(verdict.limited);
  EXPECT_EQ(verdict.after, 7ms);
}

TEST(Judge, logs_in_again_after_a_soft_logout_alone) {
  EXPECT_EQ(answered(401, R"({"errcode":"M_UNKNOWN_TOKEN","soft_logout":true})").kind, Kind::log_in);
  for (const char* soft : {"false", "null", "1", "\"true\""})
    EXPECT_EQ(answered(401, std::string(R"({"errcode":"M_UNKNOWN_TOKEN","soft_logout":)") + soft + "}").kind, Kind::gone) << soft;
  EXPECT_EQ(answered(401, R"({"errcode":"M_UNKNOWN_TOKEN"})").kind, Kind::gone);
  EXPECT_EQ(answered(403, R"({"errcode":"M_USER_DEACTIVATED"})").kind, Kind::gone);
}

TEST(Judge, keeps_what_a_refusal_says) {
  const Verdict verdict = answered(403, R"({"errcode":"M_FORBIDDEN"})", 9s);
  EXPECT_EQ(verdict.kind, Kind::refused);
  EXPECT_EQ(verdict.status, 403u);
  EXPECT_EQ(verdict.body["errcode"], "M_FORBIDDEN");
  EXPECT_EQ(answered(401, R"({"session":"x","flows":[]})").body["session"], "x");
  EXPECT_EQ(answered(401, R"({"session":"x","flows":[]})").kind, Kind::refused);
  for (const char* code : {"5", "null", "[]"})
    EXPECT_EQ(answered(400, std::string(R"({"errcode":)") + code + "}").kind, Kind::refused) << code;
}

}  // namespace
