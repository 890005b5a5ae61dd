#include "adapters/net/url.hpp"

#include <gtest/gtest.h>

namespace {

using net::authority_of;
using net::parse_url;
using net::percent_encode;
using net::Url;

TEST(Url, knows_the_port_that_goes_without_saying) {
  EXPECT_EQ(parse_url("https://matrix.example.org"), (Url{true, "matrix.example.org", "443", ""}));
  EXPECT_EQ(parse_url("http://localhost"), (Url{false, "localhost", "80", ""}));
}

TEST(Url, has_a_port_and_a_path_before_every_target) {
  EXPECT_EQ(parse_url("https://example.org:8448/under/here/"), (Url{true, "example.org", "8448", "/under/here"}));
  EXPECT_EQ(parse_url("https://example.org//"), (Url{true, "example.org", "443", ""}));
  EXPECT_EQ(parse_url("https://example.org:0443"), (Url{true, "example.org", "443", ""}));
}

TEST(Url, is_read_whatever_the_size_of_its_letters) {
  EXPECT_EQ(parse_url("HTTPS://Example.ORG/Path"), (Url{true, "example.org", "443", "/Path"}));
}

TEST(Url, may_hold_an_address) {
  EXPECT_EQ(parse_url("https://192.0.2.7:1"), (Url{true, "192.0.2.7", "1", ""}));
  EXPECT_EQ(parse_url("https://[2001:DB8::1]/a"), (Url{true, "2001:db8::1", "443", "/a"}));
  EXPECT_EQ(parse_url("https://[2001:db8::1]:8448"), (Url{true, "2001:db8::1", "8448", ""}));
}

TEST(Url, in_clear_is_for_loopback_alone) {
  for (const char* text : {"http://localhost:8008", "http://127.0.0.1:8008", "http://127.9.8.7", "http://[::1]:8008"})
    EXPECT_TRUE(parse_url(text)) << text;
  for (const char* text : {"http://example.org", "http://192.0.2.7", "http://0.0.0.0", "http://[::]", "http://[::2]",
                           "http://127.1", "http://localhost.example.org", "http://127.0.0.1.example.org"})
    EXPECT_FALSE(parse_url(text)) << text;
}

TEST(Url, has_no_user_query_or_fragment) {
  for (const char* text : {"https://me@example.org", "https://me:secret@example.org", "https://example.org/a?b",
                           "https://example.org?b", "https://example.org/#a", "https://example.org#a"})
    EXPECT_FALSE(parse_url(text)) << text;
}

TEST(Url, is_refused_when_something_is_wrong_with_it) {
  for (const char* text :
       {"", "example.org", "https:", "https://", "https:///path", "https:/example.org", "ftp://example.org", "https://:443",
        "https://example.org:", "https://example.org:0", "https://example.org:65536", "https://example.org:-1",
        "https://example.org:8 ", "https://example.org:80:80", "https://exa mple.org", "https://example.org/a b",
        "https://.example.org", "https://example%2eorg", "https://[::1", "https://::1", "https://[example.org]",
        "https://[127.0.0.1]", "https://[fe80::1%251]", "https://b\xc3\xbc" "cher.example", " https://example.org",
        "https://example.org\r\n", "https://example.org/\r\nHost: other"})
    EXPECT_FALSE(parse_url(text)) << text;
  EXPECT_FALSE(parse_url(std::string_view("https://example.org\0.net", 24)));
  EXPECT_FALSE(parse_url("https://" + std::string(254, 'a')));
}

TEST(Url, names_its_host_as_a_request_does) {
  EXPECT_EQ(authority_of({true, "example.org", "443", ""}), "example.org");
  EXPECT_EQ(authority_of({true, "example.org", "80", ""}), "example.org:80");
  EXPECT_EQ(authority_of({false, "::1", "80", ""}), "[::1]");
  EXPECT_EQ(authority_of({false, "::1", "8008", ""}), "[::1]:8008");
}

TEST(PercentEncode, leaves_only_what_means_itself) {
  EXPECT_EQ(percent_encode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encode("!room:example.org"), "%21room%3Aexample.org");
  EXPECT_EQ(percent_encode("a/b?c#d e%\r\n"), "a%2Fb%3Fc%23d%20e%25%0D%0A");
  EXPECT_EQ(percent_encode("\xc3\xbc"), "%C3%BC");
  EXPECT_EQ(percent_encode(std::string_view("\0", 1)), "%00");
  EXPECT_EQ(percent_encode(""), "");
}

}  // namespace
