#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "net/server.hpp"

namespace matrix_test {

/// A request as the homeserver got it.
struct Asked {
  std::string what;   // "PUT /rooms/!room:example.org/send/m.room.message/m1": without the API's prefix, decoded
  std::string token;  // of the device
  nlohmann::json body;
};

struct Answer {
  unsigned status = 200;
  nlohmann::json body = nlohmann::json::object();
  std::string headers = {};  // "Name: value\r\n"
};
inline Answer ok(nlohmann::json body) { return {200, std::move(body)}; }
Answer refused(unsigned status, std::string_view code);
/// Too many requests: to wait for the shortest time that the bot knows.
Answer limited();
/// Broken down, and back at once.
Answer broken();

/// A homeserver on loopback that answers as the test has said, and everything else with an empty object; it remembers
/// what it was asked. A request is meant by a piece of what it asks, such as "PUT /rooms/!a" or "/send/"; what was said
/// last counts first.
class Homeserver {
 public:
  using Rule = std::function<std::optional<Answer>(const Asked&)>;

  explicit Homeserver(boost::asio::io_context& io);
  ~Homeserver();

  net::Url url() const;

  /// Nothing: what was said before counts.
  void answer(std::string piece, Rule rule);
  void answer(std::string piece, Answer answer);
  /// One after the other, and then what was said before.
  void answer_in_turn(std::string piece, std::vector<Answer> answers);
  /// Keeps them waiting until let_go() of the same.
  void hold(const std::string& piece);
  void let_go(const std::string& piece);

  std::vector<Asked> asked(std::string_view piece) const;
  std::vector<std::string> asked_for(std::string_view piece = "") const;  // the same, but only what
  std::size_t count(std::string_view piece) const { return asked(piece).size(); }

 private:
  struct State;
  std::shared_ptr<State> state_;
  net_test::Server server_;
};

}  // namespace matrix_test
