#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include "adapters/net/http_client.hpp"
#include "net/asking.hpp"

namespace net_test {

using net::Failure;

namespace {

asio::awaitable<void> never_answer(Connection& connection) { co_await connection.wait_for_the_end(); }

class HttpStop : public Asking {
 protected:
  /// Three requests over one connection to a server that never answers: one is under way, two wait.
  void begin() {
    for (int i = 0; i < 3; ++i)
      asio::co_spawn(io, client->exchange(get("/")), [this](std::exception_ptr, net::Result answer) { answers.push_back(answer); });
    run_until([&] { return server.open() == 1; });
  }

  static net::HttpOptions one_connection() {
    net::HttpOptions options;
    options.most_connections = 1;
    return options;
  }

  Server server{io, never_answer};
  std::unique_ptr<net::HttpClient> client = std::make_unique<net::HttpClient>(io.get_executor(), server.url(), one_connection());
  Answers answers;
};

}  // namespace

TEST_F(HttpStop, ends_what_is_under_way_and_what_waits) {
  begin();
  client->stop();
  run_until([&] { return answers.size() == 3; });
  for (const auto& answer : answers) EXPECT_EQ(failure(answer), Failure::stopped);
}

TEST_F(HttpStop, ends_what_comes_after_it) {
  client->stop();
  EXPECT_EQ(failure(ask(*client, get("/"))), Failure::stopped);
  EXPECT_EQ(server.accepted(), 0);
}

TEST_F(HttpStop, ends_what_has_not_even_looked_up_the_name) {
  asio::co_spawn(io, client->exchange(get("/")), [this](std::exception_ptr, net::Result answer) { answers.push_back(answer); });
  io.run_one();  // it asks, and waits
  client->stop();
  run_until([&] { return answers.size() == 1; });
  EXPECT_EQ(failure(answers[0]), Failure::stopped);
}

TEST_F(HttpStop, a_client_may_go_while_somebody_waits_for_it) {
  begin();
  client.reset();
  run_until([&] { return answers.size() == 3; });
  for (const auto& answer : answers) EXPECT_EQ(failure(answer), Failure::stopped);
}

TEST_F(HttpStop, a_client_may_go_before_the_request_has_begun) {
  auto request = client->exchange(get("/"));
  client.reset();
  asio::co_spawn(io, std::move(request), [this](std::exception_ptr, net::Result answer) { answers.push_back(answer); });
  run_until([&] { return answers.size() == 1; });
  EXPECT_EQ(failure(answers[0]), Failure::stopped);
}

TEST_F(HttpStop, everything_may_end_in_the_middle) {
  begin();  // and the fixture goes, with the io_context last
}

TEST_F(HttpStop, who_is_cancelled_leaves_the_place_to_the_next) {
  Server echoing(io, echo());
  net::HttpClient other(io.get_executor(), echoing.url(), one_connection());
  asio::cancellation_signal cancel;
  int ended = 0;
  const auto end = [&](std::exception_ptr, const net::Result&) { ++ended; };
  asio::co_spawn(io, other.exchange(get("/1")), asio::bind_cancellation_slot(cancel.slot(), end));
  asio::co_spawn(io, other.exchange(get("/2")), end);
  run_until([&] { return echoing.open() == 1; });
  cancel.emit(asio::cancellation_type::terminal);
  run_until([&] { return ended == 2; });
  EXPECT_EQ(body(ask(other, get("/3"))), "/3");
}

}  // namespace net_test
