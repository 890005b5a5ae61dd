#include "adapters/matrix/session.hpp"

#include "matrix/with_homeserver.hpp"

namespace matrix_test {

namespace {

using matrix::Session;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Answer whoami(const char* user = self) { return ok({{"user_id", user}, {"device_id", "DEVICE"}}); }
Answer login(const char* user = self) {
  return ok({{"user_id", user}, {"device_id", "DEVICE"}, {"access_token", "given"}, {"refresh_token", "next"}});
}

class LogIn : public WithHomeserver {
 protected:
  Session log_in() { return run(matrix::log_in(client->http(), options)); }
  Session renew(Session session) { return run(matrix::renew(client->http(), options, std::move(session))); }
  std::string reason() try {
    log_in();
    return "none";
  } catch (const runtime::ChannelError& error) {
    return error.what();
  }
};

}  // namespace

TEST_F(LogIn, makes_a_device_with_the_password) {
  options.login.password = "secret";
  homeserver->answer("POST /login", login());
  const Session session = log_in();
  EXPECT_EQ(session.user, self);
  EXPECT_EQ(session.device, "DEVICE");
  EXPECT_EQ(session.access_token, "given");
  EXPECT_EQ(session.refresh_token, "next");
  const json body = homeserver->asked("POST /login").at(0).body;
  EXPECT_EQ(body["password"], "secret");
  EXPECT_EQ(body["identifier"]["user"], self);
  EXPECT_FALSE(body.contains("device_id"));
}

TEST_F(LogIn, takes_the_device_that_an_access_token_belongs_to) {
  options.login.access_token = "from-a-file";
  homeserver->answer("whoami", whoami());
  const Session session = log_in();
  EXPECT_EQ(session.device, "DEVICE");
  EXPECT_EQ(session.access_token, "from-a-file");
  EXPECT_EQ(session.refresh_token, "");
  EXPECT_EQ(homeserver->asked("whoami").at(0).token, "from-a-file");
  EXPECT_EQ(homeserver->count(""), 1u);
}

TEST_F(LogIn, turns_a_refresh_token_into_a_session_that_has_the_next_one) {
  options.login.refresh_token = "from-a-file";
  homeserver->answer("POST /refresh", ok({{"access_token", "given"}, {"refresh_token", "next"}}));
  homeserver->answer("whoami", whoami());
  const Session session = log_in();
  EXPECT_EQ(session.device, "DEVICE");
  EXPECT_EQ(session.access_token, "given");
  EXPECT_EQ(session.refresh_token, "next");
  EXPECT_EQ(homeserver->asked("POST /refresh").at(0).body["refresh_token"], "from-a-file");
  EXPECT_EQ(homeserver->asked("whoami").at(0).token, "given");
}

TEST_F(LogIn, says_so_when_it_is_refused) {
  options.login.password = "wrong";
  homeserver->answer("POST /login", refused(403, "M_FORBIDDEN"));
  EXPECT_THAT(reason(), HasSubstr("doesn't accept the bot's login"));
  EXPECT_EQ(homeserver->count(""), 1u);
}

TEST_F(LogIn, says_so_when_an_access_token_is_over) {
  options.login.access_token = "over";
  homeserver->answer("whoami", refused(401, "M_UNKNOWN_TOKEN"));
  EXPECT_THAT(reason(), HasSubstr("doesn't accept the bot's login"));
}

TEST_F(LogIn, says_so_when_a_refresh_token_was_used_before) {
  options.login.refresh_token = "used";
  homeserver->answer("POST /refresh", refused(403, "M_FORBIDDEN"));
  EXPECT_THAT(reason(), HasSubstr("refresh token"));
}

TEST_F(LogIn, does_not_take_another_account_for_its_own) {
  options.login.access_token = "ada's";
  homeserver->answer("whoami", whoami(ada));
  EXPECT_THAT(reason(), HasSubstr("another Matrix account"));
}

TEST_F(LogIn, waits_for_a_homeserver_that_is_not_there_yet) {
  options.login.password = "secret";
  homeserver->answer("POST /login", login());
  homeserver->answer_in_turn("POST /login", {broken(), limited(), broken()});
  EXPECT_EQ(log_in().access_token, "given");
  EXPECT_EQ(homeserver->count("POST /login"), 4u);
}

TEST_F(LogIn, ends_with_the_bot) {
  options.login.password = "secret";
  homeserver->hold("POST /login");
  const auto outcome = start(matrix::log_in(client->http(), options));
  run_until_asked("POST /login");
  client->abandon();
  run_until([&] { return outcome->done; });
  EXPECT_TRUE(outcome->thrown);
}

TEST_F(LogIn, is_renewed_by_the_refresh_token_before_the_password) {
  options.login.password = "secret";
  homeserver->answer("POST /refresh", ok({{"access_token", "new"}, {"refresh_token", "next"}}));
  const Session session = renew({self, "DEVICE", "old", "refresh"});
  EXPECT_EQ(session.device, "DEVICE");
  EXPECT_EQ(session.access_token, "new");
  EXPECT_EQ(session.refresh_token, "next");
  EXPECT_THAT(homeserver->asked_for(), ElementsAre("POST /refresh"));
}

TEST_F(LogIn, keeps_a_refresh_token_that_no_other_replaces) {
  homeserver->answer("POST /refresh", ok({{"access_token", "new"}}));
  EXPECT_EQ(renew({self, "DEVICE", "old", "refresh"}).refresh_token, "refresh");
}

TEST_F(LogIn, is_renewed_by_the_password_for_the_same_device) {
  options.login.password = "secret";
  homeserver->answer("POST /refresh", refused(401, "M_UNKNOWN_TOKEN"));
  homeserver->answer("POST /login", login());
  const Session session = renew({self, "DEVICE", "old", "refresh"});
  EXPECT_EQ(session.access_token, "given");
  EXPECT_EQ(homeserver->asked("POST /login").at(0).body["device_id"], "DEVICE");
}

TEST_F(LogIn, is_over_where_neither_is_there) {
  EXPECT_THROW(renew({self, "DEVICE", "old", ""}), runtime::ChannelError);
  EXPECT_THAT(homeserver->asked_for(), IsEmpty());
}

TEST(SessionNote, holds_the_session) {
  const auto session = matrix::from_note(matrix::to_note({self, "DEVICE", "token", "refresh"}), self);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->user, self);
  EXPECT_EQ(session->device, "DEVICE");
  EXPECT_EQ(session->access_token, "token");
  EXPECT_EQ(session->refresh_token, "refresh");
}

TEST(SessionNote, is_nothing_where_it_is_empty_or_damaged_or_anothers) {
  for (const char* note : {"", "{", "[]", "null", R"({"user":1})"}) EXPECT_FALSE(matrix::from_note(note, self)) << note;
  EXPECT_FALSE(matrix::from_note(matrix::to_note({ada, "DEVICE", "token", ""}), self));
}

}  // namespace matrix_test
