#include "adapters/net/http_message.hpp"

#include <gtest/gtest.h>

#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <sstream>
#include <boost/beast/http/write.hpp>

namespace {

using namespace std::chrono_literals;
namespace http = boost::beast::http;
using net::Failure;

const net::Url server{true, "example.org", "8448", "/under"};
const std::chrono::system_clock::time_point now{784111777s};

std::string bytes_of(const net::Request& request) {
  std::ostringstream out;
  out << net::to_http(server, request);
  return out.str();
}

net::Result result_of(unsigned status, const char* retry_after = nullptr) {
  net::HttpResponse answer(http::int_to_status(status), 11);
  answer.body() = "{}";
  if (retry_after) answer.set(http::field::retry_after, retry_after);
  return net::result_of(std::move(answer), now);
}

TEST(HttpMessage, says_no_more_about_us_than_it_must) {
  EXPECT_EQ(bytes_of({.target = "/versions"}),
            "GET /under/versions HTTP/1.1\r\nHost: example.org:8448\r\nUser-Agent: mooring\r\n\r\n");
}

TEST(HttpMessage, carries_json_and_a_token) {
  EXPECT_EQ(bytes_of({.method = "PUT", .target = "/send", .body = R"({"a":1})", .bearer = "token"}),
            "PUT /under/send HTTP/1.1\r\nHost: example.org:8448\r\nUser-Agent: mooring\r\nAuthorization: Bearer token\r\n"
            "Content-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}");
}

TEST(HttpMessage, says_that_there_is_no_body_where_one_could_be) {
  EXPECT_NE(bytes_of({.method = "POST", .target = "/"}).find("Content-Length: 0\r\n"), std::string::npos);
}

TEST(HttpMessage, lets_nothing_out_of_its_line) {
  for (const char* target : {"", "versions", "/a b", "/a\r\nX: y", "/\xc3\xbc", "/a\x7f"})
    EXPECT_THROW(bytes_of({.target = target}), std::invalid_argument) << target;
  for (const char* bearer : {"token\n", "token\r\nX: y", "to ken"})
    EXPECT_THROW(bytes_of({.target = "/", .bearer = bearer}), std::invalid_argument) << bearer;
}

TEST(HttpMessage, brings_status_body_and_how_long_to_wait) {
  const auto response = std::get<net::Response>(result_of(429, "2"));
  EXPECT_EQ(response.status, 429u);
  EXPECT_EQ(response.body, "{}");
  EXPECT_EQ(response.retry_after, 2s);
  EXPECT_EQ(std::get<net::Response>(result_of(503, "Sun, 06 Nov 1994 08:49:47 GMT")).retry_after, 10s);
  EXPECT_EQ(std::get<net::Response>(result_of(502)).retry_after, std::nullopt);
}

TEST(HttpMessage, that_sends_us_elsewhere_is_a_failure) {
  for (const unsigned status : {300u, 301u, 302u, 307u, 308u}) EXPECT_EQ(result_of(status), net::Result(Failure::redirected));
}

TEST(HttpMessage, errors_say_whether_the_server_was_slow_gone_or_wrong) {
  EXPECT_EQ(net::failure_of(boost::beast::error::timeout), Failure::timed_out);
  EXPECT_EQ(net::failure_of(http::error::body_limit), Failure::too_large);
  EXPECT_EQ(net::failure_of(http::error::header_limit), Failure::too_large);
  EXPECT_EQ(net::failure_of(http::error::bad_version), Failure::malformed);
  EXPECT_EQ(net::failure_of(http::error::bad_chunk), Failure::malformed);
  EXPECT_EQ(net::failure_of(http::error::end_of_stream), Failure::closed);
  EXPECT_EQ(net::failure_of(http::error::partial_message), Failure::closed);
  EXPECT_EQ(net::failure_of(make_error_code(boost::system::errc::connection_reset)), Failure::closed);
}

}  // namespace
