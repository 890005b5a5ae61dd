#include "adapters/matrix/identity.hpp"

#include "matrix/with_homeserver.hpp"

namespace matrix_test {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Identity : public WithHomeserver {
 protected:
  Identity() {
    options.show_recovery_key = [this](std::string_view key) { shown.emplace_back(key); };
  }
  void begin() {
    matrix::Encryption encryption(io.get_executor(), *client, machine());
    run(matrix::establish_identity(*client, encryption, inbox, options));
  }
  std::string reason() try {
    begin();
    return "none";
  } catch (const runtime::ChannelError& error) {
    return error.what();
  }
  void be_new() {
    crypto.signing = {};
    crypto.waiting = {{"upload", "keys_upload", "POST", "/_matrix/client/v3/keys/upload", "{}"}};
  }
  void have_identity_elsewhere() {
    crypto.signing = {false, true, false, false};
    homeserver->answer("GET /user", refused(404, "M_NOT_FOUND"));
    homeserver->answer("m.secret_storage.default_key", ok({{"key", "fake"}}));
    homeserver->answer("m.secret_storage.key.fake", ok({{"iv", "."}}));
    homeserver->answer("GET /user/@mooring:example.org/account_data/m.cross_signing.", ok({{"encrypted", json::object()}}));
  }

  std::vector<std::string> shown;
};

}  // namespace

TEST_F(Identity, is_made_at_the_first_start_and_its_recovery_key_shown_once) {
  be_new();
  begin();
  EXPECT_THAT(homeserver->asked_for(),
              ElementsAre("POST /keys/upload", "POST /keys/device_signing/upload", "POST /keys/signatures/upload",
                          "PUT /user/@mooring:example.org/account_data/m.secret_storage.default_key",
                          "PUT /user/@mooring:example.org/account_data/m.secret_storage.key.fake",
                          "PUT /user/@mooring:example.org/account_data/m.cross_signing.master"));
  EXPECT_TRUE(crypto.signing.device_signed);
  EXPECT_THAT(shown, ElementsAre("fake recovery key"));
  begin();
  EXPECT_EQ(shown.size(), 1u);
  EXPECT_EQ(homeserver->count(""), 6u);
}

TEST_F(Identity, is_left_alone_at_every_other_start) {
  notes["matrix/recovery key shown"] = "yes";
  begin();
  EXPECT_THAT(homeserver->asked_for(), IsEmpty());
  EXPECT_THAT(crypto.calls, Not(Contains("bootstrap")));
  EXPECT_THAT(crypto.tracked, ElementsAre(self));
}

TEST_F(Identity, is_made_with_the_password_where_the_homeserver_asks_for_it) {
  be_new();
  options.login.password = "secret";
  homeserver->answer_in_turn("/device_signing/", {{401, {{"session", "ui"}, {"flows", json::array()}}}});
  begin();
  const auto asked = homeserver->asked("/device_signing/");
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_FALSE(asked[0].body.contains("auth"));
  EXPECT_EQ(asked[1].body["auth"]["type"], "m.login.password");
  EXPECT_EQ(asked[1].body["auth"]["password"], "secret");
  EXPECT_EQ(asked[1].body["auth"]["session"], "ui");
  EXPECT_TRUE(crypto.signing.device_signed);
}

TEST_F(Identity, needs_a_password_that_it_does_not_have) {
  be_new();
  homeserver->answer("/device_signing/", Answer{401, {{"session", "ui"}}});
  EXPECT_THAT(reason(), HasSubstr("password_file"));
  EXPECT_EQ(homeserver->count("/device_signing/"), 1u);
  EXPECT_THAT(shown, IsEmpty());
}

TEST_F(Identity, is_signed_at_the_next_start_where_the_first_broke_off_in_between) {
  be_new();
  homeserver->answer_in_turn("/signatures/", {refused(400, "M_UNKNOWN")});
  EXPECT_NE(reason(), "none");
  begin();
  EXPECT_TRUE(crypto.signing.device_signed);
  EXPECT_EQ(shown.size(), 1u);
}

TEST_F(Identity, has_its_recovery_key_shown_only_once_the_homeserver_keeps_what_it_opens) {
  be_new();
  homeserver->answer_in_turn("m.cross_signing.master", {refused(403, "M_FORBIDDEN")});
  begin();
  EXPECT_THAT(shown, IsEmpty());
  begin();
  EXPECT_EQ(shown.size(), 1u);
}

TEST_F(Identity, that_was_made_elsewhere_is_never_replaced) {
  have_identity_elsewhere();
  EXPECT_THAT(reason(), HasSubstr("recovery_key_file"));
  crypto.signing = {true, true, false, false};  // and where it was replaced elsewhere, neither
  EXPECT_THAT(reason(), HasSubstr("recovery_key_file"));
  EXPECT_THAT(crypto.calls, Not(Contains("bootstrap")));
  EXPECT_THAT(homeserver->asked_for(), IsEmpty());
}

TEST_F(Identity, is_brought_back_by_its_recovery_key) {
  have_identity_elsewhere();
  options.recovery_key = "fake recovery key";
  begin();
  EXPECT_TRUE(crypto.signing.device_signed);
  EXPECT_EQ(homeserver->count("GET "), 5u);
  EXPECT_EQ(homeserver->count("POST /keys/signatures/upload"), 1u);
  EXPECT_THAT(crypto.calls, Not(Contains("bootstrap")));
}

TEST_F(Identity, keeps_the_recovery_key_that_brought_it_back) {
  have_identity_elsewhere();
  options.recovery_key = "fake recovery key";
  for (int starts = 0; starts < 2; ++starts) begin();
  EXPECT_EQ(homeserver->count("PUT "), 0u);
  EXPECT_THAT(shown, IsEmpty());
}

TEST_F(Identity, is_not_brought_back_by_another_key) {
  have_identity_elsewhere();
  options.recovery_key = "of something else";
  EXPECT_THAT(reason(), HasSubstr("recovery_key_file"));
}

TEST_F(Identity, is_not_brought_back_where_the_homeserver_keeps_nothing) {
  have_identity_elsewhere();
  homeserver->answer("GET /user", refused(404, "M_NOT_FOUND"));
  options.recovery_key = "fake recovery key";
  EXPECT_THAT(reason(), HasSubstr("recovery_key_file"));
}

TEST_F(Identity, whose_keys_are_elsewhere_is_enough_once_it_has_signed_the_device) {
  crypto.signing = {false, true, false, true};
  begin();
  EXPECT_THAT(crypto.calls, Not(Contains("export_secrets")));
}

TEST_F(Identity, waits_for_the_next_start_when_the_bot_goes) {
  have_identity_elsewhere();
  options.recovery_key = "fake recovery key";
  homeserver->hold("GET /user");
  matrix::Encryption encryption(io.get_executor(), *client, machine());
  const auto outcome = start(matrix::establish_identity(*client, encryption, inbox, options));
  run_until_asked("GET /user");
  client->abandon();
  run_until([&] { return outcome->done; });
  EXPECT_FALSE(outcome->thrown);
  EXPECT_THAT(shown, IsEmpty());
  EXPECT_THAT(crypto.calls, Not(Contains("export_secrets")));
}

}  // namespace matrix_test
