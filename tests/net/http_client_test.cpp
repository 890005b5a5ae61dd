#include "adapters/net/http_client.hpp"

#include <gmock/gmock.h>

#include <boost/asio/detached.hpp>

#include "net/asking.hpp"

namespace net_test {

using namespace std::chrono_literals;

namespace {

class HttpClient : public Asking {};

/// Says what it was asked.
asio::awaitable<void> repeat_all(Connection& connection) {
  const std::string request = co_await connection.read();
  std::string answer = ok(request);
  co_await connection.send(std::move(answer));
}

bool has_line(const std::string& text, const std::string& line) { return text.find(line + "\r\n") != std::string::npos; }

/// Answers the first request on a connection, and closes without a word when the second has come.
asio::awaitable<void> answer_once(Connection& connection) {
  const std::string first = co_await connection.read();
  std::string answer = ok("first");
  co_await connection.send(std::move(answer));
  const std::string second = co_await connection.read();
}

/// Never answers anything else.
asio::awaitable<void> hold_all_but_urgent(Connection& connection) {
  const std::string request = co_await connection.read();
  std::string answer = ok("at once");
  if (request.starts_with("GET /urgent")) co_await connection.send(std::move(answer));
  co_await connection.wait_for_the_end();
}

Server::Script note_paths(std::vector<std::string>& paths) {
  return [&paths](Connection& connection) -> asio::awaitable<void> {
    for (std::string request = co_await connection.read(); !request.empty(); request = co_await connection.read()) {
      paths.push_back(request.substr(4, request.find(' ', 4) - 4));
      std::string answer = ok("");
      co_await connection.send(std::move(answer));
    }
  };
}

net::HttpOptions at_most(std::size_t connections) {
  net::HttpOptions options;
  options.most_connections = connections;
  options.kept_for_urgent = 0;
  return options;
}

std::vector<net::Request> many(int count) {
  std::vector<net::Request> requests;
  for (int i = 0; i < count; ++i) requests.push_back(get("/" + std::to_string(i)));
  return requests;
}

}  // namespace

TEST_F(HttpClient, sends_what_it_is_given_and_who_it_is) {
  Server server(io, repeat_all);
  net::Url url = server.url();
  url.path = "/base";
  net::HttpClient client(io.get_executor(), url);
  net::Request request = post("/path?a=b", "{}");
  request.bearer = "token";
  const std::string seen = body(ask(client, request));
  EXPECT_TRUE(seen.starts_with("POST /base/path?a=b HTTP/1.1\r\n"));
  EXPECT_TRUE(has_line(seen, "Host: 127.0.0.1:" + url.port));
  EXPECT_TRUE(has_line(seen, "User-Agent: mooring"));
  EXPECT_TRUE(has_line(seen, "Authorization: Bearer token"));
  EXPECT_TRUE(has_line(seen, "Content-Type: application/json"));
  EXPECT_TRUE(has_line(seen, "Content-Length: 2"));
  EXPECT_TRUE(seen.ends_with("\r\n\r\n{}"));
}

TEST_F(HttpClient, refuses_what_would_leave_its_line_of_the_header) {
  Server server(io, echo());
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_THROW(ask(client, get("/a\r\nEvil: yes")), std::invalid_argument);
  net::Request request = get("/");
  request.bearer = "token\n";
  EXPECT_THROW(ask(client, request), std::invalid_argument);
}

TEST_F(HttpClient, uses_a_connection_again) {
  Server server(io, echo());
  net::HttpClient client(io.get_executor(), server.url());
  for (const char* path : {"/1", "/2", "/3"}) EXPECT_EQ(body(ask(client, get(path))), path);
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpClient, leaves_a_connection_that_the_server_wants_to_close) {
  Server server(io, answers({ok("one", "Connection: close\r\n"), ok("never asked for")}));
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(body(ask(client, get("/"))), "one");
  EXPECT_EQ(body(ask(client, get("/"))), "one");
  EXPECT_EQ(server.accepted(), 2);
}

TEST_F(HttpClient, leaves_a_connection_on_which_more_came_than_was_asked_for) {
  Server server(io, answers({ok("one") + ok("somebody else's"), ok("never asked for")}));
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(body(ask(client, get("/"))), "one");
  EXPECT_EQ(body(ask(client, get("/"))), "one");
  EXPECT_EQ(server.accepted(), 2);
}

TEST_F(HttpClient, sees_that_a_kept_connection_was_closed_before_it_sends_anything) {
  Server server(io, answers({ok("one")}));
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(body(ask(client, get("/"))), "one");
  run_until([&] { return server.open() == 0; });
  EXPECT_EQ(body(ask(client, post("/", "{}"))), "one");  // which would not be repeated
  EXPECT_EQ(server.accepted(), 2);
}

TEST_F(HttpClient, repeats_what_may_be_repeated_when_a_kept_connection_ends_without_an_answer) {
  Server server(io, answer_once);
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(body(ask(client, get("/"))), "first");
  EXPECT_EQ(body(ask(client, get("/"))), "first");
  EXPECT_EQ(server.accepted(), 2);
}

TEST_F(HttpClient, repeats_nothing_that_may_have_been_done) {
  Server server(io, answer_once);
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(body(ask(client, get("/"))), "first");
  EXPECT_EQ(failure(ask(client, post("/", "{}"))), net::Failure::closed);
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpClient, lets_the_rest_wait_when_all_connections_are_taken) {
  Server server(io, echo());
  net::HttpClient client(io.get_executor(), server.url(), at_most(3));
  const auto results = ask_all(client, many(50));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(body(results[static_cast<std::size_t>(i)]), "/" + std::to_string(i));
  EXPECT_EQ(server.accepted(), 3);
}

TEST_F(HttpClient, keeps_a_connection_for_what_is_urgent) {
  Server server(io, hold_all_but_urgent);
  net::HttpOptions options;
  options.most_connections = 3;
  net::HttpClient client(io.get_executor(), server.url(), options);
  for (const net::Request& request : many(10)) asio::co_spawn(io, client.exchange(request), asio::detached);
  net::Request urgent = get("/urgent");
  urgent.urgent = true;
  EXPECT_EQ(body(ask(client, urgent)), "at once");
  EXPECT_EQ(server.accepted(), 3);
}

TEST_F(HttpClient, lets_what_is_urgent_before_what_waits) {
  std::vector<std::string> asked;
  Server server(io, note_paths(asked));
  net::HttpClient client(io.get_executor(), server.url(), at_most(1));
  std::vector<net::Request> requests = many(5);
  requests.back().urgent = true;
  ask_all(client, std::move(requests));
  EXPECT_THAT(asked, testing::ElementsAre("/0", "/4", "/1", "/2", "/3"));
}

TEST_F(HttpClient, gives_the_place_of_a_failed_request_to_the_next) {
  Server server(io, answers({"garbage\r\n\r\n"}));
  net::HttpClient client(io.get_executor(), server.url(), at_most(1));
  for (const auto& result : ask_all(client, many(5))) EXPECT_EQ(failure(result), net::Failure::malformed);
  EXPECT_EQ(server.accepted(), 5);
}

TEST_F(HttpClient, reads_a_body_in_pieces) {
  Server server(io, answers({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", ok("next")}));
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(body(ask(client, get("/"))), "abcde");
  EXPECT_EQ(body(ask(client, get("/"))), "next");
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpClient, reads_a_body_that_ends_with_the_connection) {
  Server server(io, answers({"HTTP/1.1 200 OK\r\n\r\nall of it"}));
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(body(ask(client, get("/"))), "all of it");
}

TEST_F(HttpClient, waits_for_the_answer_behind_a_hint) {
  Server server(io, answers({"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + ok("the answer")}));
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(body(ask(client, get("/"))), "the answer");
}

TEST_F(HttpClient, hands_an_error_of_the_server_on_with_its_body) {
  Server server(io, answers({"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\noops"}));
  net::HttpClient client(io.get_executor(), server.url());
  const auto result = ask(client, get("/"));
  EXPECT_EQ(status(result), 502u);
  EXPECT_EQ(body(result), "oops");
}

TEST_F(HttpClient, hands_on_how_long_the_server_wants_us_to_wait) {
  Server server(io, answers({"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", ok("")}));
  net::HttpClient client(io.get_executor(), server.url());
  const auto result = ask(client, get("/"));
  EXPECT_EQ(status(result), 429u);
  EXPECT_EQ(std::get<net::Response>(result).retry_after, 7s);
  EXPECT_EQ(std::get<net::Response>(ask(client, get("/"))).retry_after, std::nullopt);
}

}  // namespace net_test
