#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "adapters/net/http_client.hpp"
#include "net/asking.hpp"

namespace net_test {

using net::Failure;

namespace {

/// An authority's certificate in a file, for as long as it is needed.
class TrustedFile {
 public:
  explicit TrustedFile(const std::string& certificate)
      : path_(std::filesystem::temp_directory_path() / ("net-test-" + std::to_string(::getpid()) + ".pem")) {
    std::ofstream(path_) << certificate;
  }
  ~TrustedFile() { std::filesystem::remove(path_); }
  net::HttpOptions options() const {
    net::HttpOptions options;
    options.authorities = path_.string();
    return options;
  }

 private:
  std::filesystem::path path_;
};

class Tls : public Asking {
 protected:
  net::Result ask_with(Identity identity, const std::string& host) {
    Server server(io, echo(), std::move(identity));
    net::HttpClient client(io.get_executor(), server.url(host), trusted.options());
    return ask(client, get("/secret"));
  }

  Authority authority;
  TrustedFile trusted{authority.certificate()};
};

}  // namespace

TEST_F(Tls, a_certificate_for_the_name_is_trusted) {
  EXPECT_EQ(body(ask_with(authority.sign("DNS:localhost"), "localhost")), "/secret");
}

TEST_F(Tls, a_certificate_for_the_address_is_trusted) {
  EXPECT_EQ(body(ask_with(authority.sign("IP:127.0.0.1"), "127.0.0.1")), "/secret");
}

TEST_F(Tls, a_connection_is_used_again) {
  Server server(io, echo(), authority.sign("IP:127.0.0.1"));
  net::HttpClient client(io.get_executor(), server.url(), trusted.options());
  for (const char* path : {"/1", "/2", "/3"}) EXPECT_EQ(body(ask(client, get(path))), path);
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(Tls, a_connection_that_was_closed_meanwhile_is_seen) {
  Server server(io, answers({ok("one")}), authority.sign("IP:127.0.0.1"));
  net::HttpClient client(io.get_executor(), server.url(), trusted.options());
  EXPECT_EQ(body(ask(client, get("/"))), "one");
  run_until([&] { return server.open() == 0; });
  EXPECT_EQ(body(ask(client, post("/", "{}"))), "one");
}

TEST_F(Tls, the_server_is_told_which_name_is_meant) {
  const auto say_the_name = [](Connection& connection) -> asio::awaitable<void> {
    const std::string request = co_await connection.read();
    std::string answer = ok("[" + connection.name() + "]");
    co_await connection.send(std::move(answer));
  };
  Server server(io, say_the_name, authority.sign("DNS:localhost,IP:127.0.0.1"));
  net::HttpClient by_name(io.get_executor(), server.url("localhost"), trusted.options());
  EXPECT_EQ(body(ask(by_name, get("/"))), "[localhost]");
  net::HttpClient by_address(io.get_executor(), server.url("127.0.0.1"), trusted.options());
  EXPECT_EQ(body(ask(by_address, get("/"))), "[]");
}

TEST_F(Tls, another_name_is_not_trusted) {
  EXPECT_EQ(failure(ask_with(authority.sign("DNS:other.example"), "localhost")), Failure::untrusted);
  EXPECT_EQ(failure(ask_with(authority.sign("IP:127.0.0.2"), "127.0.0.1")), Failure::untrusted);
  EXPECT_EQ(failure(ask_with(authority.sign("DNS:localhost"), "127.0.0.1")), Failure::untrusted);
}

TEST_F(Tls, a_certificate_that_is_over_is_not_trusted) {
  EXPECT_EQ(failure(ask_with(authority.sign("DNS:localhost", -1), "localhost")), Failure::untrusted);
}

TEST_F(Tls, an_authority_that_nobody_knows_is_not_trusted) {
  const Authority unknown;
  EXPECT_EQ(failure(ask_with(unknown.sign("DNS:localhost"), "localhost")), Failure::untrusted);
}

TEST_F(Tls, without_a_file_the_systems_authorities_count) {
  Server server(io, echo(), authority.sign("IP:127.0.0.1"));
  net::HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(failure(ask(client, get("/secret"))), Failure::untrusted);
}

TEST_F(Tls, a_host_may_name_the_systems_authorities) {
  Server server(io, echo(), authority.sign("IP:127.0.0.1"));
  ::setenv("SSL_CERT_FILE", trusted.options().authorities.c_str(), 1);
  net::HttpClient client(io.get_executor(), server.url());
  ::unsetenv("SSL_CERT_FILE");
  EXPECT_EQ(body(ask(client, get("/secret"))), "/secret");
}

TEST_F(Tls, nothing_is_sent_to_whom_is_not_trusted) {
  bool heard = false;
  Server server(io, [&](Connection& connection) -> asio::awaitable<void> {
    const std::string request = co_await connection.read();
    heard = !request.empty();
  }, authority.sign("DNS:other.example"));
  net::HttpClient client(io.get_executor(), server.url(), trusted.options());
  EXPECT_EQ(failure(ask(client, get("/secret"))), Failure::untrusted);
  run_until([&] { return server.open() == 0; });
  EXPECT_FALSE(heard);
}

TEST_F(Tls, an_answer_that_someone_on_the_way_cuts_off_is_no_answer) {
  // Without a length, only TLS's own farewell could say that this was all.
  Server server(io, answers({"HTTP/1.1 200 OK\r\n\r\nhalf of it"}), authority.sign("IP:127.0.0.1"));
  net::HttpClient client(io.get_executor(), server.url(), trusted.options());
  EXPECT_EQ(failure(ask(client, get("/"))), Failure::closed);
}

TEST_F(Tls, a_server_without_it_is_not_talked_to) {
  Server server(io, [](Connection& connection) -> asio::awaitable<void> {
    std::string unasked = "HTTP/1.1 400 Bad Request\r\n\r\n";
    co_await connection.send(std::move(unasked));
    co_await connection.wait_for_the_end();
  });
  net::Url url = server.url();
  url.tls = true;
  net::HttpClient client(io.get_executor(), url, trusted.options());
  EXPECT_EQ(failure(ask(client, get("/"))), Failure::untrusted);
}

TEST_F(Tls, a_file_of_authorities_that_is_missing_is_told_at_once) {
  net::HttpOptions options;
  options.authorities = "/nowhere/authorities.pem";
  EXPECT_THROW(net::HttpClient(io.get_executor(), {true, "localhost", "443", ""}, options), std::exception);
}

}  // namespace net_test
