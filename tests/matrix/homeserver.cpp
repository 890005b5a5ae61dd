#include "matrix/homeserver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <set>

namespace matrix_test {

namespace asio = boost::asio;

namespace {

std::string decoded(std::string_view text) {
  std::string clear;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] != '%' || i + 2 >= text.size() || std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2) {
      clear += text[i];
      continue;
    }
    clear += static_cast<char>(byte);
    i += 2;
  }
  return clear;
}

std::string without(std::string text, std::string_view piece) {
  if (const auto at = text.find(piece); at != std::string::npos) text.erase(at, piece.size());
  return text;
}

std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const auto begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + before.size());
  return std::string(text.substr(0, text.find(after)));
}

Asked read(std::string_view request) {
  const std::string line = decoded(request.substr(0, request.find(" HTTP/1.1\r\n")));
  const auto header = request.find("\r\n\r\n");
  return {without(line, "/_matrix/client/v3"), between(request.substr(0, header), "Authorization: Bearer ", "\r\n"),
          nlohmann::json::parse(request.substr(header + 4), nullptr, false)};
}

std::string http(const Answer& answer) {
  const std::string body = answer.body.dump();
  return fmt::format("HTTP/1.1 {} As Told\r\n{}Content-Length: {}\r\n\r\n{}", answer.status, answer.headers, body.size(), body);
}

bool means(std::string_view piece, const Asked& asked) { return asked.what.find(piece) != std::string::npos; }

}  // namespace

Answer refused(unsigned status, std::string_view code) { return {status, {{"errcode", code}}}; }
Answer limited() { return {429, {{"errcode", "M_LIMIT_EXCEEDED"}, {"retry_after_ms", 1}}}; }
Answer broken() { return {503, nlohmann::json::object(), "Retry-After: 0\r\n"}; }

struct Homeserver::State {
  explicit State(asio::io_context& io) : changed(io, asio::steady_timer::time_point::max()) {}

  bool is_held(const Asked& request) const {
    return std::ranges::any_of(held, [&](const std::string& piece) { return means(piece, request); });
  }
  std::optional<Answer> answer_to(const Asked& request) {
    if (is_held(request)) return {};
    for (auto rule = rules.rbegin(); rule != rules.rend(); ++rule)
      if (means(rule->first, request))
        if (std::optional<Answer> answer = rule->second(request)) return answer;
    return Answer{};
  }

  static asio::awaitable<void> serve(std::shared_ptr<State> self, net_test::Connection& connection) {
    for (;;) {
      const std::string request = co_await connection.read();
      if (request.empty()) co_return;
      const Asked asked = read(request);
      self->asked.push_back(asked);
      std::optional<Answer> answer = self->answer_to(asked);
      while (!answer && !self->over) {
        co_await self->changed.async_wait(asio::as_tuple(asio::use_awaitable));
        answer = self->answer_to(asked);
      }
      if (!answer) co_return;
      std::string text = http(*answer);
      co_await connection.send(std::move(text));
    }
  }

  std::vector<std::pair<std::string, Rule>> rules;
  std::multiset<std::string> held;
  std::vector<Asked> asked;
  asio::steady_timer changed;  // cancelled when it is
  bool over = false;
};

Homeserver::Homeserver(asio::io_context& io)
    : state_(std::make_shared<State>(io)),
      server_(io, [state = state_](net_test::Connection& connection) { return State::serve(state, connection); }) {}

Homeserver::~Homeserver() {
  state_->over = true;
  state_->changed.cancel();
}

net::Url Homeserver::url() const { return server_.url(); }

void Homeserver::answer(std::string piece, Rule rule) {
  state_->rules.emplace_back(std::move(piece), std::move(rule));
  state_->changed.cancel();
}

void Homeserver::answer(std::string piece, Answer given) {
  answer(std::move(piece), [given = std::move(given)](const Asked&) { return std::optional(given); });
}

void Homeserver::answer_in_turn(std::string piece, std::vector<Answer> answers) {
  answer(std::move(piece), [answers = std::move(answers), next = std::size_t(0)](const Asked&) mutable {
    return next < answers.size() ? std::optional(answers[next++]) : std::nullopt;
  });
}

void Homeserver::hold(const std::string& piece) { state_->held.insert(piece); }

void Homeserver::let_go(const std::string& piece) {
  state_->held.erase(piece);
  state_->changed.cancel();
}

std::vector<Asked> Homeserver::asked(std::string_view piece) const {
  std::vector<Asked> found;
  std::ranges::copy_if(state_->asked, std::back_inserter(found), [&](const Asked& each) { return means(piece, each); });
  return found;
}

std::vector<std::string> Homeserver::asked_for(std::string_view piece) const {
  std::vector<std::string> found;
  for (const Asked& each : asked(piece)) found.push_back(each.what);
  return found;
}

}  // namespace matrix_test
