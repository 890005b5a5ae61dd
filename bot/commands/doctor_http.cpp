#include "commands/doctor_http.hpp"

#include <algorithm>

#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include "commands/wait_for.hpp"

namespace commands {
namespace {

constexpr std::chrono::seconds patience{10};
constexpr std::size_t longest_page = 500;  // a line for each channel

/// "not ready\nsignal: captcha\n" -> "not ready, signal: captcha". Empty for what our page can't hold.
std::string in_one_line(std::string_view body) {
  std::string line;
  if (!body.starts_with("ready\n") && !body.starts_with("not ready\n")) return line;
  for (const char c : body.substr(0, longest_page)) {
    const bool word = (c >= 'a' && c <= 'z') || c == ':' || c == ' ' || c == '_' || c == '-';
    if (!word && c != '\n') return {};
    line += c == '\n' ? std::string(", ") : std::string(1, c);
  }
  while (line.ends_with(", ")) line.resize(line.size() - 2);
  return line;
}

net::Url url_of(const std::string& listen) {
  const auto colon = listen.rfind(':');
  std::string host = listen.substr(0, colon);
  std::erase_if(host, [](char c) { return c == '[' || c == ']'; });
  return {false, host, listen.substr(colon + 1), ""};
}

}  // namespace

net::Result get(const net::Url& url, net::Request request) {
  boost::asio::io_context context(1);
  net::HttpOptions options;
  options.connect_patience = patience;
  request.patience = patience;
  net::HttpClient client(context.get_executor(), url, options);
  return wait_for(context, client.exchange(std::move(request)));
}

Finding check_running(const std::string& listen) {
  net::Request request;
  request.target = "/readyz";
  return judge_readiness(get(url_of(listen), std::move(request)));
}

Finding judge_readiness(const net::Result& page) {
  const auto* answer = std::get_if<net::Response>(&page);
  if (!answer) return warning("Nobody answers where the bot's metrics are: it doesn't run now; start it when the rest is well.");
  const std::string said = in_one_line(answer->body);
  if (said.empty()) return failure("Something else than the bot answers where its metrics should be: give listen another port.");
  if (answer->status == 200) return ok(fmt::format("It runs, and says: {}.", said));
  return failure(fmt::format("It runs, and says: {}. See the lines of its channels here, and then its journal.", said));
}

}  // namespace commands
