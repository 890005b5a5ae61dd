#include <boost/asio/ip/tcp.hpp>
#include <deque>

#include "adapters/net/http_client.hpp"
#include "net/asking.hpp"

namespace net_test {

using asio::ip::tcp;
using net::Failure;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds soon(50);

class HttpFailure : public Asking {
 protected:
  /// What a GET of "/" from a server with this script comes to.
  std::optional<Failure> failure_with(Server::Script script) {
    Server server(io, std::move(script));
    net::HttpOptions options;
    options.most_bytes = 1000;
    net::HttpClient client(io.get_executor(), server.url(), options);
    return failure(ask(client, get("/")));
  }
};

asio::awaitable<void> never_answer(Connection& connection) { co_await connection.wait_for_the_end(); }

asio::awaitable<void> close_half_after_a_request(Connection& connection) {
  const std::string request = co_await connection.read();
  connection.close_half();
  co_await connection.wait_for_the_end();
}

asio::awaitable<void> begin_an_answer(Connection& connection) {
  const std::string request = co_await connection.read();
  std::string half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf";
  co_await connection.send(std::move(half));
  co_await connection.wait_for_the_end();
}

net::HttpOptions impatient() {
  net::HttpOptions options;
  options.connect_patience = soon;
  return options;
}

net::Request impatient_get() {
  net::Request request = get("/");
  request.patience = soon;
  return request;
}

/// Listens, and has no room for anyone: the system leaves who comes without an answer.
class FullHouse {
 public:
  explicit FullHouse(asio::io_context& io) : acceptor_(io, tcp::v4()) {
    acceptor_.bind({asio::ip::address_v4::loopback(), 0});
    acceptor_.listen(0);
    for (int i = 0; i < 4; ++i) {
      guests_.emplace_back(io);
      guests_.back().async_connect(acceptor_.local_endpoint(), [](const boost::system::error_code&) {});
    }
  }
  net::Url url() const { return {false, "127.0.0.1", std::to_string(acceptor_.local_endpoint().port()), ""}; }

 private:
  tcp::acceptor acceptor_;
  std::deque<tcp::socket> guests_;
};

}  // namespace

TEST_F(HttpFailure, unresolved_is_a_name_that_nobody_has) {
  const std::string too_long_to_be_asked_for(64, 'a');  // so nobody on a network is asked
  net::HttpClient client(io.get_executor(), {true, too_long_to_be_asked_for + ".invalid", "443", ""});
  EXPECT_EQ(failure(ask(client, get("/"))), Failure::unresolved);
}

TEST_F(HttpFailure, unreachable_is_a_port_where_nobody_listens) {
  net::Url url;
  {
    Server gone(io, echo());
    url = gone.url();
  }
  net::HttpClient client(io.get_executor(), url);
  EXPECT_EQ(failure(ask(client, get("/"))), Failure::unreachable);
}

TEST_F(HttpFailure, timed_out_is_a_server_that_takes_nobody_in) {
  FullHouse house(io);
  net::HttpClient client(io.get_executor(), house.url(), impatient());
  EXPECT_EQ(failure(ask(client, get("/"))), Failure::timed_out);
}

TEST_F(HttpFailure, timed_out_is_a_handshake_that_nobody_takes_part_in) {
  Server server(io, never_answer);
  net::Url url = server.url();
  url.tls = true;
  net::HttpClient client(io.get_executor(), url, impatient());
  EXPECT_EQ(failure(ask(client, get("/"))), Failure::timed_out);
}

TEST_F(HttpFailure, timed_out_is_a_request_that_nobody_reads) {
  tcp::acceptor deaf(io, {asio::ip::address_v4::loopback(), 0});
  net::HttpClient client(io.get_executor(), {false, "127.0.0.1", std::to_string(deaf.local_endpoint().port()), ""}, impatient());
  EXPECT_EQ(failure(ask(client, post("/", std::string(32 << 20, 'x')))), Failure::timed_out);
}

TEST_F(HttpFailure, timed_out_is_an_answer_that_never_comes) {
  Server server(io, never_answer);
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(failure(ask(client, impatient_get())), Failure::timed_out);
}

TEST_F(HttpFailure, timed_out_is_an_answer_that_stops_halfway) {
  Server server(io, begin_an_answer);
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(failure(ask(client, impatient_get())), Failure::timed_out);
}

TEST_F(HttpFailure, a_kept_connection_that_times_out_is_not_tried_again) {
  Server server(io, [](Connection& connection) -> asio::awaitable<void> {
    std::string request = co_await connection.read();
    std::string answer = ok("one");
    co_await connection.send(std::move(answer));
    co_await connection.wait_for_the_end();
  });
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(body(ask(client, get("/"))), "one");
  EXPECT_EQ(failure(ask(client, impatient_get())), Failure::timed_out);
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpFailure, closed_is_an_answer_cut_off) {
  EXPECT_EQ(failure_with(answers({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"})), Failure::closed);
  EXPECT_EQ(failure_with(answers({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"})), Failure::closed);
  EXPECT_EQ(failure_with(answers({"HTTP/1.1 2"})), Failure::closed);
  EXPECT_EQ(failure_with(answers({""})), Failure::closed);
}

TEST_F(HttpFailure, closed_is_a_server_that_will_say_no_more) {
  EXPECT_EQ(failure_with(close_half_after_a_request), Failure::closed);
}

TEST_F(HttpFailure, a_new_connection_that_closes_is_not_tried_again) {
  Server server(io, answers({""}));
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(failure(ask(client, get("/"))), Failure::closed);
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpFailure, malformed_is_what_is_no_http) {
  EXPECT_EQ(failure_with(answers({"220 mail.example ESMTP\r\n\r\n"})), Failure::malformed);
  EXPECT_EQ(failure_with(answers({"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"})), Failure::malformed);
  EXPECT_EQ(failure_with(answers({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"})), Failure::malformed);
  EXPECT_EQ(failure_with(answers({std::string("\x16\x03\x01\0\0\r\n\r\n", 9)})), Failure::malformed);
}

TEST_F(HttpFailure, too_large_is_a_body_over_the_limit_said_or_unsaid) {
  const std::string huge(1001, 'x');
  EXPECT_EQ(failure_with(answers({"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"})), Failure::too_large);
  EXPECT_EQ(failure_with(answers({"HTTP/1.1 200 OK\r\n\r\n" + huge})), Failure::too_large);
  EXPECT_EQ(failure_with(answers({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + huge + "\r\n0\r\n\r\n"})), Failure::too_large);
  EXPECT_EQ(failure_with(answers({ok(std::string(1000, 'x'))})), std::nullopt);
}

TEST_F(HttpFailure, too_large_is_a_header_without_end) {
  EXPECT_EQ(failure_with(answers({ok("", "X-Long: " + std::string(100'000, 'x') + "\r\n")})), Failure::too_large);
}

TEST_F(HttpFailure, redirected_is_an_answer_elsewhere_and_nobody_goes_there) {
  Server other(io, echo());
  const std::string there = "Location: http://127.0.0.1:" + other.url().port + "/\r\n";
  EXPECT_EQ(failure_with(answers({"HTTP/1.1 302 Found\r\n" + there + "Content-Length: 0\r\n\r\n"})), Failure::redirected);
  EXPECT_EQ(other.accepted(), 0);
}

}  // namespace net_test
