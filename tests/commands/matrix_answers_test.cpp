#include "commands/matrix_answers.hpp"

#include <gmock/gmock.h>

#include "commands/trouble.hpp"

namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

const commands::MatrixConfig config{{true, "matrix.example.org", "443", ""}, "@mooring:example.org", {}, {}, {}, {}, false};
const std::string right = R"({"user_id": "@mooring:example.org", "access_token": "abc", "device_id": "D"})";

template <class Call>
std::string trouble(Call call) {
  try {
    call();
  } catch (const commands::Trouble& thrown) {
    EXPECT_THAT(thrown.what(), MatchesRegex(".+\\.")) << "a sentence";
    return thrown.what();
  }
  return "none";
}

std::string with_server(net::Result answer) {
  return trouble([&] { commands::expect_homeserver(answer, config); });
}
std::string with_login(net::Result answer) {
  return trouble([&] { commands::expect_login(std::move(answer), config); });
}
net::Result answer(unsigned status, std::string body) { return net::Response{status, std::move(body), {}}; }

TEST(HomeserverAnswer, is_taken_where_it_names_versions) {
  EXPECT_EQ(with_server(answer(200, R"({"versions": ["v1.11"]})")), "none");
}

TEST(HomeserverAnswer, of_something_else_is_told_apart) {
  EXPECT_THAT(with_server(answer(200, "<html>hello</html>")), HasSubstr("no Matrix homeserver answers"));
  EXPECT_THAT(with_server(answer(200, "{}")), HasSubstr("no Matrix homeserver answers"));
  EXPECT_THAT(with_server(answer(404, "")), HasSubstr("no Matrix homeserver answers"));
  EXPECT_THAT(with_server(answer(502, "<html>")), HasSubstr("can't be reached"));
}

TEST(HomeserverAnswer, that_does_not_come_is_explained) {
  EXPECT_THAT(with_server(net::Failure::unresolved), HasSubstr("No server of the name matrix.example.org"));
  EXPECT_THAT(with_server(net::Failure::unreachable), HasSubstr("can't be reached"));
  EXPECT_THAT(with_server(net::Failure::timed_out), HasSubstr("can't be reached"));
  EXPECT_THAT(with_server(net::Failure::untrusted), HasSubstr("is not trusted"));
  EXPECT_THAT(with_server(net::Failure::redirected), HasSubstr("another address"));
  EXPECT_THAT(with_server(net::Failure::malformed), HasSubstr("no Matrix homeserver answers"));
}

TEST(LoginAnswer, holds_the_tokens) {
  const auto login = commands::expect_login(answer(200, right), config);
  EXPECT_EQ(login.access_token, "abc");
  EXPECT_EQ(login.refresh_token, "");
}

TEST(LoginAnswer, says_what_is_wrong_with_the_account) {
  EXPECT_THAT(with_login(answer(403, R"({"errcode": "M_FORBIDDEN"})")), HasSubstr("doesn't accept that password"));
  EXPECT_THAT(with_login(answer(403, R"({"errcode": "M_USER_DEACTIVATED"})")), HasSubstr("is deactivated"));
  EXPECT_THAT(with_login(answer(400, R"({"errcode": "M_UNKNOWN"})")), HasSubstr("doesn't offer a login by password"));
  EXPECT_THAT(with_login(answer(200, R"({"user_id": "@other:example.org", "access_token": "abc"})")),
              HasSubstr("another name"));
  EXPECT_THAT(with_login(answer(200, "{}")), HasSubstr("no Matrix homeserver answers"));
}

TEST(LoginAnswer, says_how_long_to_wait) {
  const std::string limited = R"({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 41500})";
  EXPECT_THAT(with_login(answer(429, limited)), HasSubstr("wait 42 seconds"));
  EXPECT_THAT(with_login(answer(429, "{}")), HasSubstr("wait 60 seconds"));
  EXPECT_THAT(with_login(answer(503, "<html>")), HasSubstr("can't be reached"));
}

TEST(Trouble, never_repeats_what_a_server_said) {
  EXPECT_EQ(with_login(answer(400, R"({"errcode": "M_X", "error": "canary"})")).find("canary"), std::string::npos);
}

}  // namespace
