#pragma once
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "adapters/net/http_client.hpp"
#include "net/server.hpp"

namespace net_test {

inline net::Request get(std::string target) {
  net::Request request;
  request.target = std::move(target);
  return request;
}
inline net::Request post(std::string target, std::string body) {
  net::Request request = get(std::move(target));
  request.method = "POST";
  request.body = std::move(body);
  return request;
}

/// Client and server on one thread, which runs while somebody waits for an answer.
class Asking : public testing::Test {
 protected:
  using Answers = std::vector<net::Result>;

  /// All at once; the answers in the order of the requests.
  Answers ask_all(net::HttpClient& client, std::vector<net::Request> requests) {
    Answers answers(requests.size(), net::Failure::stopped);
    std::size_t missing = requests.size();
    for (std::size_t i = 0; i < requests.size(); ++i)
      asio::co_spawn(io, client.exchange(std::move(requests[i])), [&, i](std::exception_ptr thrown, net::Result answer) {
        if (thrown) std::rethrow_exception(thrown);
        answers[i] = std::move(answer);
        --missing;
      });
    run_until([&] { return missing == 0; });
    return answers;
  }
  net::Result ask(net::HttpClient& client, net::Request request) {
    std::vector<net::Request> requests;
    requests.push_back(std::move(request));
    return ask_all(client, std::move(requests)).front();
  }

  /// A fault that makes it wait for good ends the test instead.
  template <typename Condition>
  void run_until(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    io.restart();
    while (!condition()) ASSERT_TRUE(io.run_one_until(end)) << "nobody does anything any more";
  }

  asio::io_context io;
};

inline std::string body(const net::Result& result) {
  const auto* response = std::get_if<net::Response>(&result);
  return response ? response->body : "(no answer)";
}
inline unsigned status(const net::Result& result) {
  const auto* response = std::get_if<net::Response>(&result);
  return response ? response->status : 0;
}
inline std::optional<net::Failure> failure(const net::Result& result) {
  const auto* failed = std::get_if<net::Failure>(&result);
  return failed ? std::optional(*failed) : std::nullopt;
}

}  // namespace net_test

namespace net {

/// What a failed test prints.
inline void PrintTo(Failure failure, std::ostream* out) {
  constexpr const char* names[] = {"unresolved", "unreachable", "untrusted", "timed_out", "closed",
                                   "malformed", "too_large", "redirected", "stopped"};
  *out << names[static_cast<std::size_t>(failure)];
}

}  // namespace net
