#include "adapters/matrix/client.hpp"

#include "adapters/matrix/protocol/requests.hpp"
#include "matrix/with_homeserver.hpp"

namespace matrix_test {

namespace {

using matrix::Verdict;
using testing::ElementsAre;
using testing::IsEmpty;
using Kind = Verdict::Kind;
using namespace std::chrono_literals;

constexpr const char* room = "!room:example.org";

Answer soft_logout() { return {401, {{"errcode", "M_UNKNOWN_TOKEN"}, {"soft_logout", true}}}; }

class Client : public WithHomeserver {
 protected:
  awaitable<Verdict> call(unsigned most_tries = matrix::Client::for_ever) {
    return client->call(matrix::whoami_request(), most_tries);
  }
  awaitable<Verdict> send(std::string_view txn, bool urgent = false) {
    return client->send(matrix::send_request(room, "m.room.message", txn, "{}"), urgent);
  }
  awaitable<Verdict> poll() { return client->poll(matrix::sync_request("@mooring:example.org", "", 30s, 20)); }

  /// Until the first answer has been understood.
  void run_until_answered() {
    bool answered = false;
    client->reached = [&](bool) { answered = true; };
    run_until([&] { return answered; });
    client->reached = nullptr;
  }
  /// Only the new token is taken, and the refresh token brings it.
  void give_new_token() {
    client->use({self, "DEVICE", "old", "refresh"});
    homeserver->answer("", [](const Asked& asked) { return asked.token == "old" ? std::optional(soft_logout()) : std::nullopt; });
    homeserver->answer("POST /refresh", ok({{"access_token", "new"}, {"refresh_token", "refresh 2"}}));
  }
  /// The last part of each message that was asked for.
  std::vector<std::string> sent() {
    std::vector<std::string> txns;
    for (const std::string& what : homeserver->asked_for("/send/")) txns.push_back(what.substr(what.rfind('/') + 1));
    return txns;
  }
};

}  // namespace

TEST_F(Client, says_which_device_it_is_and_hands_the_answer_on) {
  homeserver->answer("whoami", ok({{"user_id", self}}));
  const Verdict verdict = run(call());
  EXPECT_EQ(verdict.kind, Kind::done);
  EXPECT_EQ(verdict.body["user_id"], self);
  EXPECT_EQ(homeserver->asked("whoami").at(0).token, "token");
}

TEST_F(Client, asks_once_for_what_is_refused) {
  homeserver->answer("whoami", refused(403, "M_FORBIDDEN"));
  const Verdict verdict = run(call());
  EXPECT_EQ(verdict.kind, Kind::refused);
  EXPECT_EQ(verdict.status, 403u);
  EXPECT_EQ(homeserver->count("whoami"), 1u);
}

TEST_F(Client, asks_until_the_homeserver_is_well_again) {
  homeserver->answer_in_turn("whoami", {broken(), broken(), broken()});
  EXPECT_EQ(run(call()).kind, Kind::done);
  EXPECT_EQ(homeserver->count("whoami"), 4u);
}

TEST_F(Client, asks_again_of_its_own_accord_where_it_is_not_told_when) {
  homeserver->answer_in_turn("whoami", {refused(502, "M_UNKNOWN")});
  EXPECT_EQ(run(call()).kind, Kind::done);
  EXPECT_EQ(homeserver->count("whoami"), 2u);
}

TEST_F(Client, asks_no_more_often_than_it_was_told) {
  homeserver->answer("whoami", broken());
  EXPECT_EQ(run(call(3)).kind, Kind::again);
  EXPECT_EQ(homeserver->count("whoami"), 3u);
}

TEST_F(Client, tries_once_what_may_as_well_be_missing) {
  homeserver->answer("receipt", broken());
  run(client->try_once(matrix::receipt_request(room, "$event")));
  EXPECT_EQ(homeserver->count("receipt"), 1u);
}

TEST_F(Client, sends_again_under_a_limit_with_what_is_urgent_first_and_the_rest_in_order) {
  homeserver->answer_in_turn("/send/", {{429, {{"errcode", "M_LIMIT_EXCEEDED"}, {"retry_after_ms", 400}}}});
  const auto first = start(send("1"));
  run_until_answered();
  const auto second = start(send("2")), third = start(send("3")), urgent = start(send("help", true));
  run_until([&] { return first->done && second->done && third->done && urgent->done; });
  EXPECT_THAT(sent(), ElementsAre("1", "help", "1", "2", "3"));
}

TEST_F(Client, drops_nothing_however_often_it_is_limited) {
  homeserver->answer_in_turn("/send/", {limited(), limited(), limited()});
  const auto first = start(send("1")), second = start(send("2"));
  run_until([&] { return first->done && second->done; });
  EXPECT_EQ(first->value->kind, Kind::done);
  EXPECT_EQ(second->value->kind, Kind::done);
}

TEST_F(Client, is_not_kept_from_asking_by_a_limit_on_messages) {
  homeserver->answer_in_turn("/send/", {{429, {{"errcode", "M_LIMIT_EXCEEDED"}, {"retry_after_ms", 3'600'000}}}});
  const auto message = start(send("1"));
  run_until_answered();
  EXPECT_EQ(run(call()).kind, Kind::done);
  EXPECT_FALSE(message->done);
}

TEST_F(Client, lets_the_next_message_go_when_the_one_in_the_gate_is_refused) {
  homeserver->answer_in_turn("/send/", {limited(), refused(403, "M_FORBIDDEN")});
  const auto first = start(send("1"));
  run_until_answered();
  const auto second = start(send("2"));
  run_until([&] { return first->done && second->done; });
  EXPECT_EQ(first->value->kind, Kind::refused);
  EXPECT_EQ(second->value->kind, Kind::done);
}

TEST_F(Client, renews_its_token_once_for_all_who_need_it) {
  give_new_token();
  const auto one = start(call()), two = start(call()), message = start(send("1")), sync = start(poll());
  run_until([&] { return one->done && two->done && message->done && sync->done; });
  for (const auto& each : {one, two, message, sync}) EXPECT_EQ(each->value->kind, Kind::done);
  EXPECT_EQ(homeserver->count("POST /refresh"), 1u);
  EXPECT_EQ(client->session().access_token, "new");
  EXPECT_EQ(client->session().refresh_token, "refresh 2");
}

TEST_F(Client, keeps_a_new_token_before_it_is_used) {
  give_new_token();
  std::vector<std::string> kept;
  client->changed = [&](const matrix::Session& session) -> awaitable<void> {
    kept.push_back(session.access_token + " after " + client->session().access_token);
    co_return;
  };
  run(call());
  EXPECT_THAT(kept, ElementsAre("new after old"));
}

TEST_F(Client, says_why_where_its_token_cannot_be_renewed) {
  homeserver->answer("whoami", soft_logout());
  try {
    run(call());
    FAIL() << "went on";
  } catch (const matrix::DeviceOver&) {
    FAIL() << "the device is still there";
  } catch (const runtime::ChannelError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("password_file"));
  }
}

TEST_F(Client, ends_where_its_device_was_removed) {
  homeserver->answer("whoami", refused(401, "M_UNKNOWN_TOKEN"));
  EXPECT_THROW(run(call()), matrix::DeviceOver);
  EXPECT_EQ(homeserver->count(""), 1u);
}

TEST_F(Client, polls_on_a_connection_of_its_own) {
  homeserver->hold("");
  std::vector<std::shared_ptr<Outcome<Verdict>>> calls;
  for (int i = 0; i < 8; ++i) calls.push_back(start(call()));
  const auto sync = start(poll());
  run_until_asked("", 8);  // one connection is kept for what is urgent
}

TEST_F(Client, sends_what_is_urgent_beside_whatever_takes_the_other_connections) {
  homeserver->hold("whoami");
  std::vector<std::shared_ptr<Outcome<Verdict>>> calls;
  for (int i = 0; i < 20; ++i) calls.push_back(start(call()));
  EXPECT_EQ(run(send("crisis", true)).kind, Kind::done);
}

TEST_F(Client, polls_no_more_when_it_is_told_so_and_does_the_rest) {
  homeserver->hold("/sync");
  const auto sync = start(poll());
  run_until_asked("/sync");
  client->end_polling();
  run_until([&] { return sync->done; });
  EXPECT_EQ(sync->value->kind, Kind::again);
  EXPECT_EQ(run(poll()).kind, Kind::again);
  EXPECT_EQ(run(call()).kind, Kind::done);
  EXPECT_EQ(homeserver->count("/sync"), 1u);
}

TEST_F(Client, ends_everything_when_the_bot_goes) {
  homeserver->hold("whoami");
  homeserver->answer_in_turn("/send/", {{429, {{"errcode", "M_LIMIT_EXCEEDED"}, {"retry_after_ms", 3'600'000}}}});
  homeserver->answer("profile", Answer{503, json::object(), "Retry-After: 3600\r\n"});
  const auto held = start(call()), gated = start(send("1")), waiting = start(client->call(matrix::profile_request(ada)));
  run_until([&] { return homeserver->count("") == 3; });
  settle();
  client->abandon();
  run_until([&] { return held->done && gated->done && waiting->done; });
  for (const auto& each : {held, gated, waiting}) EXPECT_EQ(each->value->kind, Kind::again);
  EXPECT_EQ(run(call()).kind, Kind::again);
  EXPECT_EQ(homeserver->count(""), 3u);
}

TEST_F(Client, takes_going_while_its_token_is_renewed_for_no_fault) {
  give_new_token();
  homeserver->hold("POST /refresh");
  const auto held = start(call());
  run_until_asked("POST /refresh");
  client->abandon();
  run_until([&] { return held->done; });
  ASSERT_FALSE(held->thrown);
  EXPECT_EQ(held->value->kind, Kind::again);
}

TEST_F(Client, sleeps_no_longer_than_the_bot_stays) {
  const auto asleep = start(client->sleep(1h));
  settle();
  EXPECT_FALSE(asleep->done);
  client->end_polling();
  run_until([&] { return asleep->done; });
  client->abandon();
  run(client->sleep(1h));
}

TEST_F(Client, tells_each_time_whether_the_homeserver_can_be_reached) {
  std::vector<bool> reached;
  client->reached = [&](bool yes) { reached.push_back(yes); };
  run(poll());
  EXPECT_THAT(reached, ElementsAre(true));
  homeserver->answer_in_turn("/sync", {broken(), broken(), broken()});
  run(poll());
  EXPECT_THAT(reached, ElementsAre(true, false, true));
  run(poll());
  EXPECT_THAT(reached, ElementsAre(true, false, true));
}

TEST_F(Client, takes_a_single_failure_for_the_weather) {
  std::vector<bool> reached;
  run(call());
  client->reached = [&](bool yes) { reached.push_back(yes); };
  homeserver->answer_in_turn("/sync", {broken()});
  run(poll());
  EXPECT_THAT(reached, IsEmpty());
}

TEST_F(Client, does_not_take_one_request_that_fails_for_the_whole_homeserver) {
  std::vector<bool> reached;
  run(call());
  client->reached = [&](bool yes) { reached.push_back(yes); };
  homeserver->answer("whoami", broken());
  run(call(4));
  EXPECT_THAT(reached, IsEmpty());
}

TEST_F(Client, asks_again_as_soon_as_the_homeserver_is_reached_again) {
  homeserver->answer_in_turn("whoami", {refused(502, "M_UNKNOWN"), refused(502, "M_UNKNOWN"), refused(502, "M_UNKNOWN")});
  const auto waiting = start(call());
  for (std::size_t times = 1; times <= 3; ++times) {
    run_until_asked("whoami", times);
    homeserver->answer_in_turn("/sync", {broken(), broken()});
    settle();
    run(poll());  // away, and back
  }
  run_until([&] { return waiting->done; });
  EXPECT_EQ(waiting->value->kind, Kind::done);
}

}  // namespace matrix_test
