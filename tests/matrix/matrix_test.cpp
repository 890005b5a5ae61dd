#include "adapters/matrix/matrix.hpp"

#include "matrix/with_homeserver.hpp"

namespace matrix_test {

namespace {

using runtime::Sent;
using testing::ElementsAre;

constexpr const char* room_a = "!a:example.org";

json sync_of(std::string next, json timeline) {
  return {{"next_batch", std::move(next)}, {"rooms", {{"join", {{room_a, {{"timeline", {{"events", std::move(timeline)}}}}}}}}}};
}

class Matrix : public WithHomeserver {
 protected:
  Matrix() {
    options.login.password = "secret";
    options.open_machine = [this](const std::string&, const std::string& device) { return devices.push_back(device), machine(); };
    options.show_recovery_key = [](std::string_view) {};
    homeserver->answer("POST /login", ok({{"user_id", self}, {"device_id", "DEVICE"}, {"access_token", "given"}}));
    homeserver->answer("GET /rooms/!a:example.org/state", ok(encrypted_room({ada})));
    homeserver->answer("GET /user/@mooring:example.org/account_data/m.direct", ok({{ada, {room_a}}}));
    homeserver->answer("/send/", ok({{"event_id", "$sent"}}));
    homeserver->answer("since=last", [](const Asked&) { return std::optional(ok({{"next_batch", "last"}})); });
    homeserver->hold("since=last");
  }
  void TearDown() override {
    if (adapter) adapter->abandon();
    WithHomeserver::TearDown();
  }
  /// Runs until it has caught up.
  std::shared_ptr<Outcome<void>> begin(std::vector<Answer> syncs) {
    if (adapter) adapter->abandon();
    run_for(std::chrono::milliseconds(100));  // what the one before began refers to it
    adapter = matrix::open(io.get_executor(), options);
    homeserver->answer_in_turn("GET /sync", std::move(syncs));
    const std::size_t before = homeserver->count("since=last");
    auto running = start(adapter->run(inbox));
    run_until([&] { return running->done || homeserver->count("since=last") > before; });
    return running;
  }
  void end(const std::shared_ptr<Outcome<void>>& running) {
    adapter->stop();
    run_until([&] { return running->done; });
  }
  Sent send(std::uint64_t id, std::string words) {
    const runtime::Delivery delivery{id, ada, {std::move(words), {}, false}};
    return run(adapter->send(delivery));
  }
  /// A reply while the bot logs in, which is not answered yet.
  struct Waiting {
    std::shared_ptr<Outcome<void>> running;
    std::shared_ptr<Outcome<Sent>> sent;
  };
  Waiting send_while_it_logs_in(const runtime::Delivery& delivery) {
    homeserver->hold("POST /login");
    adapter = matrix::open(io.get_executor(), options);
    Waiting waiting{start(adapter->run(inbox)), start(adapter->send(delivery))};
    run_until_asked("POST /login");
    EXPECT_FALSE(waiting.sent->done);
    return waiting;
  }
  std::string fault(const std::shared_ptr<Outcome<void>>& running) try {
    if (running->thrown) std::rethrow_exception(running->thrown);
    return "none";
  } catch (const std::exception& error) {
    return error.what();
  }

  std::vector<std::string> devices;
  std::unique_ptr<runtime::Adapter> adapter;
};

}  // namespace

TEST_F(Matrix, logs_in_once_and_answers_what_it_hears) {
  const auto running = begin({ok(sync_of("s1", json::array())), ok(sync_of("last", {sealed("$1", ada, text("hello"), 1)}))});
  EXPECT_EQ(adapter->channel(), "matrix");
  ASSERT_EQ(inbox.messages.size(), 1u);
  EXPECT_EQ(send(1, "hello to you"), Sent::accepted);
  EXPECT_THAT(inbox.reached, ElementsAre(true));
  end(running);
  EXPECT_EQ(fault(running), "none");
  EXPECT_EQ(homeserver->count("POST /login"), 1u);
}

TEST_F(Matrix, is_the_same_device_after_a_restart) {
  end(begin({ok(sync_of("last", json::array()))}));
  const auto running = begin({});
  EXPECT_EQ(homeserver->count("POST /login"), 1u);
  EXPECT_THAT(devices, ElementsAre("DEVICE", "DEVICE"));
  EXPECT_EQ(homeserver->asked("since=last").back().token, "given");
  end(running);
}

TEST_F(Matrix, sends_what_was_received_after_it_reads_no_more) {
  const auto running = begin({ok(sync_of("last", json::array()))});
  end(running);
  EXPECT_EQ(send(1, "hello"), Sent::accepted);
  adapter->abandon();
  EXPECT_EQ(send(2, "hello"), Sent::unknown);
}

TEST_F(Matrix, keeps_replies_waiting_until_it_can_send_them) {
  const runtime::Delivery delivery{1, ada, {"hello", {}, false}};
  const auto [running, sent] = send_while_it_logs_in(delivery);
  homeserver->answer("GET /sync", ok({{"next_batch", "last"}}));
  homeserver->let_go("POST /login");
  run_until([&] { return sent->done; });
  EXPECT_EQ(*sent->value, Sent::accepted);
  end(running);
}

TEST_F(Matrix, can_be_stopped_before_it_has_logged_in) {
  const runtime::Delivery delivery{1, ada, {"hello", {}, false}};
  const auto [running, sent] = send_while_it_logs_in(delivery);
  end(running);
  run_until([&] { return sent->done; });
  EXPECT_EQ(*sent->value, Sent::unknown);
}

TEST_F(Matrix, forgets_a_device_that_is_over_so_that_the_next_start_makes_another) {
  const auto running = begin({ok({{"next_batch", "s1"}}), refused(401, "M_UNKNOWN_TOKEN")});
  ASSERT_TRUE(running->done);
  EXPECT_THROW(std::rethrow_exception(running->thrown), matrix::DeviceOver);
  EXPECT_EQ(notes["matrix/session"], "");
  EXPECT_EQ(send(1, "hello"), Sent::unknown);
  end(begin({ok({{"next_batch", "last"}})}));
  EXPECT_EQ(homeserver->count("POST /login"), 2u);
}

TEST_F(Matrix, ends_when_a_reply_shows_that_the_device_is_over) {
  const auto running = begin({ok({{"next_batch", "last"}})});
  homeserver->answer("/send/", refused(401, "M_UNKNOWN_TOKEN"));
  EXPECT_EQ(send(1, "hello"), Sent::unknown);
  run_until([&] { return running->done; });
  EXPECT_THROW(std::rethrow_exception(running->thrown), matrix::DeviceOver);
  EXPECT_EQ(notes["matrix/session"], "");
}

TEST_F(Matrix, goes_on_when_a_reply_cannot_be_sealed) {
  const auto running = begin({ok({{"next_batch", "last"}})});
  settle();
  crypto.failing["encrypt"] = matrix::CryptoError::Kind::store;
  EXPECT_EQ(send(1, "hello"), Sent::unknown);
  settle();
  crypto.failing.clear();
  EXPECT_EQ(send(1, "hello"), Sent::accepted);
  EXPECT_FALSE(running->done);
  end(running);
}

TEST_F(Matrix, says_why_its_keys_cannot_be_opened) {
  options.open_machine = [](const std::string&, const std::string&) -> std::unique_ptr<matrix::CryptoMachine> {
    throw matrix::CryptoError(matrix::CryptoError::Kind::locked, "Another mooring has it.");
  };
  const auto running = begin({});
  ASSERT_TRUE(running->done);
  EXPECT_THROW(std::rethrow_exception(running->thrown), runtime::ChannelError);
  EXPECT_EQ(fault(running), "Another mooring has it.");
  EXPECT_EQ(send(1, "hello"), Sent::unknown);
}

TEST_F(Matrix, renews_its_login_for_the_same_device_and_keeps_it) {
  homeserver->answer_in_turn("POST /login", {ok({{"user_id", self}, {"device_id", "DEVICE"}, {"access_token", "old"}})});
  const Answer over{401, {{"errcode", "M_UNKNOWN_TOKEN"}, {"soft_logout", true}}};
  const auto running = begin({ok({{"next_batch", "s1"}}), over, ok({{"next_batch", "last"}})});
  EXPECT_EQ(homeserver->asked("POST /login").at(1).body["device_id"], "DEVICE");
  EXPECT_EQ(homeserver->asked("since=last").at(0).token, "given");
  EXPECT_THAT(notes["matrix/session"], testing::HasSubstr("given"));
  end(running);
}

}  // namespace matrix_test
