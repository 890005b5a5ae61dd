#include "adapters/net/http_listener.hpp"

#include <poll.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "net/asking.hpp"

namespace net_test {

using asio::ip::tcp;

namespace {

net::Page page_of(std::string_view path) {
  if (path == "/healthz") return {200, "text/plain; charset=utf-8", "well\n"};
  return {404, "text/plain; charset=utf-8", std::string(path) + " is nowhere\n"};
}

/// The listener on a thread of its own, as the one who asks stops and waits.
class HttpListener : public testing::Test {
 protected:
  ~HttpListener() override {
    asio::post(io, [this] { listener.stop(); });
    thread.join();
  }

  tcp::socket connect() {
    tcp::socket socket(here);
    socket.connect({asio::ip::address_v4::loopback(), port});
    return socket;
  }

  /// Everything until the other side closes.
  static std::string rest(tcp::socket& socket) {
    std::string text;
    boost::system::error_code end;
    asio::read(socket, asio::dynamic_buffer(text), end);
    return text;
  }

  std::string answer_to(const std::string& request) {
    tcp::socket socket = connect();
    asio::write(socket, asio::buffer(request));
    socket.shutdown(tcp::socket::shutdown_send);
    return rest(socket);
  }

  asio::io_context io, here;
  net::HttpListener listener{io.get_executor(), "127.0.0.1:0", page_of};
  const std::uint16_t port = listener.port();
  std::thread thread{[this] { io.run(); }};
};

std::string refusal_of(const char* listen) {
  asio::io_context io;
  try {
    net::HttpListener listener(io.get_executor(), listen, page_of);
    return "(none)";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

}  // namespace

TEST_F(HttpListener, answers_with_the_handlers_page) {
  const std::string answer = answer_to("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_NE(answer.find("Content-Type: text/plain; charset=utf-8\r\n"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\nwell\n"));
}

TEST_F(HttpListener, shows_the_handler_the_path_without_its_query) {
  EXPECT_TRUE(answer_to("GET /a/b?c=d HTTP/1.1\r\n\r\n").ends_with("\r\n\r\n/a/b is nowhere\n"));
}

TEST_F(HttpListener, answers_a_head_with_everything_but_the_body) {
  const std::string answer = answer_to("HEAD /healthz HTTP/1.1\r\n\r\n");
  EXPECT_NE(answer.find("Content-Length: 5\r\n"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(HttpListener, refuses_to_be_written_to) {
  const std::string answer = answer_to("POST /healthz HTTP/1.1\r\nContent-Length: 4\r\n\r\nGET ");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 405 "));
  EXPECT_NE(answer.find("Allow: GET, HEAD\r\n"), std::string::npos);
}

TEST_F(HttpListener, never_takes_a_body_for_the_next_request) {
  const std::string answer = answer_to("GET /a HTTP/1.1\r\nContent-Length: 30\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n");
  EXPECT_TRUE(answer.ends_with("/a is nowhere\n"));
}

TEST_F(HttpListener, answers_several_requests_on_a_connection) {
  const std::string answer = answer_to("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
  EXPECT_NE(answer.find("/a is nowhere\n"), std::string::npos);
  EXPECT_NE(answer.find("/b is nowhere\n"), std::string::npos);
}

TEST_F(HttpListener, closes_when_asked_to) {
  tcp::socket socket = connect();
  asio::write(socket, asio::buffer(std::string("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")));
  EXPECT_TRUE(rest(socket).ends_with("well\n"));
}

TEST_F(HttpListener, has_no_answer_to_what_is_no_request_or_is_over_eight_kibibytes) {
  EXPECT_EQ(answer_to("what is this\r\n\r\n"), "");
  EXPECT_EQ(answer_to("GET /healthz HTTP/1.1\r\nX: " + std::string(9000, 'x') + "\r\n\r\n"), "");
}

TEST_F(HttpListener, takes_the_next_who_waited_when_all_places_were_taken) {
  std::vector<tcp::socket> others;
  for (int i = 0; i < 32; ++i) others.push_back(connect());
  tcp::socket last = connect();
  asio::write(last, asio::buffer(std::string("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")));
  others.clear();
  EXPECT_TRUE(rest(last).ends_with("well\n"));
}

TEST_F(HttpListener, stops_in_the_middle_of_a_request) {
  tcp::socket socket = connect();
  asio::write(socket, asio::buffer(std::string("GET /healthz HTTP/1.1\r\n\r\nGET /healthz HT")));
  std::string first;
  asio::read_until(socket, asio::dynamic_buffer(first), "well\n");
  asio::post(io, [this] { listener.stop(); });
  pollfd end{socket.native_handle(), POLLIN, 0};
  EXPECT_EQ(::poll(&end, 1, 5000), 1);  // long before the request's own ten seconds are over
  EXPECT_EQ(rest(socket), "");
}

TEST(HttpListenerStop, leaves_nobody_hanging_who_came_in_that_moment) {
  asio::io_context io;
  net::HttpListener listener(io.get_executor(), "127.0.0.1:0", page_of);
  tcp::socket socket(io);
  socket.connect({asio::ip::address_v4::loopback(), listener.port()});
  asio::post(io, [&] { listener.stop(); });  // after the first has been let in, before that is known
  io.run();
  pollfd end{socket.native_handle(), POLLIN, 0};
  EXPECT_EQ(::poll(&end, 1, 5000), 1);
}

TEST(HttpListenerAddress, may_be_of_either_family) {
  asio::io_context io;
  EXPECT_NE(net::HttpListener(io.get_executor(), "[::1]:0", page_of).port(), 0);
  EXPECT_NE(net::HttpListener(io.get_executor(), "127.0.0.1:0", page_of).port(), 0);
}

TEST(HttpListenerAddress, has_an_address_and_a_port) {
  const std::string sentence = "where to listen must be an address and a port, like 127.0.0.1:9464";
  for (const char* wrong : {"", ":", "9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", "127.0.0.1:-1", "somewhere:9464", "::1"})
    EXPECT_EQ(refusal_of(wrong), sentence) << wrong;
}

TEST(HttpListenerAddress, is_told_when_it_is_taken_or_somebody_elses) {
  asio::io_context io;
  const net::HttpListener first(io.get_executor(), "127.0.0.1:0", page_of);
  const std::string same = "127.0.0.1:" + std::to_string(first.port());
  EXPECT_EQ(refusal_of(same.c_str()), "another program listens on " + same);
  EXPECT_EQ(refusal_of("192.0.2.1:9464"), "this machine doesn't let us listen on 192.0.2.1:9464");
}

}  // namespace net_test
