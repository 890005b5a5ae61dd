#include "commands/matrix_login.hpp"

#include <boost/asio/io_context.hpp>
#include <iostream>

#include <fmt/format.h>

#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/net/json.hpp"
#include "commands/ask.hpp"
#include "commands/matrix_answers.hpp"
#include "commands/secret_file.hpp"
#include "commands/trouble.hpp"
#include "commands/wait_for.hpp"

namespace asio = boost::asio;

namespace commands {
namespace {

/// One request after the other: here nothing else goes on.
class Homeserver {
 public:
  explicit Homeserver(const net::Url& url) : http_(context_.get_executor(), url) {}

  net::Result exchange(net::Request request) { return wait_for(context_, http_.exchange(std::move(request))); }

 private:
  asio::io_context context_{1};
  net::HttpClient http_;
};

NewLogin log_in(Homeserver& homeserver, const MatrixConfig& config, const std::string& password) {
  net::Request request = matrix::log_in_request(config.user, password, {});
  nlohmann::json body = nlohmann::json::parse(request.body);
  body["refresh_token"] = config.login == LoginKind::refresh_token;  // with one, the access token soon ends
  request.body = net::dump(body);
  return expect_login(homeserver.exchange(std::move(request)), config);
}

/// A device that nobody is going to use.
void log_out(Homeserver& homeserver, const NewLogin& login) {
  net::Request request;
  request.method = "POST";
  request.target = "/_matrix/client/v3/logout";
  request.body = "{}";
  request.bearer = login.access_token;
  homeserver.exchange(std::move(request));  // if it fails, an idle device remains
}

std::string secret_to_keep(const MatrixConfig& config, const NewLogin& login, const std::string& password) {
  if (config.login == LoginKind::password) return password;
  if (config.login == LoginKind::access_token) return login.access_token;
  if (!login.refresh_token.empty()) return login.refresh_token;
  throw Trouble("The homeserver gives no refresh tokens: name an access_token_file or a password_file instead.");
}

void keep(Homeserver& homeserver, const MatrixConfig& config, const NewLogin& login, const std::string& password) {
  try {
    write_secret(config.secret_file, secret_to_keep(config, login, password));
  } catch (const Trouble&) {
    log_out(homeserver, login);
    throw;
  }
  if (config.login == LoginKind::password) log_out(homeserver, login);  // the bot makes a device of its own
}

}  // namespace

int matrix_login(const std::string& config_file) {
  const Config all = load_config(config_file);
  if (!all.matrix) throw Trouble("There is no matrix block in this configuration; `mooring config generate` shows one.");
  const MatrixConfig& config = *all.matrix;
  Homeserver homeserver(config.homeserver);
  expect_homeserver(homeserver.exchange(matrix::versions_request()), config);
  const std::string password = ask_secret(fmt::format("Password of {} (not shown): ", config.user));
  const NewLogin login = log_in(homeserver, config, password);
  keep(homeserver, config, login, password);
  std::cout << fmt::format("{} can log in. What the bot needs for it is in {}.\n", config.user, config.secret_file.string());
  return 0;
}

}  // namespace commands
