#include "commands/matrix_answers.hpp"

#include <fmt/format.h>

#include "adapters/matrix/protocol/outcome.hpp"
#include "adapters/net/json.hpp"
#include "commands/trouble.hpp"

namespace commands {
namespace {

using Kind = matrix::Verdict::Kind;

[[noreturn]] void out_of_reach(const std::string& host) {
  throw Trouble(fmt::format("The homeserver {} can't be reached: see whether it runs, and whether homeserver in the "
                            "configuration is right.", host));
}

[[noreturn]] void no_homeserver(const std::string& host) {
  throw Trouble(fmt::format("At {} no Matrix homeserver answers: see whether homeserver in the configuration is right.", host));
}

[[noreturn]] void explain(net::Failure failure, const std::string& host) {
  switch (failure) {
    case net::Failure::unresolved:
      throw Trouble(fmt::format("No server of the name {} is known: see whether homeserver in the configuration is right.", host));
    case net::Failure::untrusted:
      throw Trouble(fmt::format("The certificate of {} is not trusted, so this could be somebody else: it has to be valid, "
                                "for that name, and from an authority that this machine knows.", host));
    case net::Failure::redirected:
      throw Trouble(fmt::format("{} sends us to another address, which we don't follow: put the homeserver's own address "
                                "into the configuration.", host));
    case net::Failure::malformed:
    case net::Failure::too_large: no_homeserver(host);
    case net::Failure::unreachable:
    case net::Failure::timed_out:
    case net::Failure::closed:
    case net::Failure::stopped: break;
  }
  out_of_reach(host);
}

[[noreturn]] void ask_to_wait(const matrix::Verdict& verdict) {
  const auto wait = std::chrono::ceil<std::chrono::seconds>(verdict.after.value_or(std::chrono::minutes(1)));
  throw Trouble(fmt::format("The homeserver has had too many tries: wait {} seconds, then try again.", wait.count()));
}

[[noreturn]] void refuse(const matrix::Verdict& verdict, const MatrixConfig& config) {
  if (verdict.limited) ask_to_wait(verdict);
  if (verdict.kind == Kind::again) out_of_reach(config.homeserver.host);
  if (net::text_of(verdict.body, "errcode") == "M_USER_DEACTIVATED")
    throw Trouble(fmt::format("The account {} is deactivated: make another for the bot.", config.user));
  if (verdict.status == 403)
    throw Trouble(fmt::format("The homeserver doesn't accept that password for {}: try again.", config.user));
  throw Trouble("The homeserver doesn't offer a login by password: get an access token from whoever runs it, put it into a "
                "file with mode 0600, and name that as access_token_file.");
}

}  // namespace

void expect_homeserver(const net::Result& versions, const MatrixConfig& config) {
  if (const auto* failure = std::get_if<net::Failure>(&versions)) explain(*failure, config.homeserver.host);
  const matrix::Verdict verdict = matrix::judge(versions);
  if (verdict.limited) ask_to_wait(verdict);
  if (verdict.status >= 500) out_of_reach(config.homeserver.host);
  if (verdict.kind != Kind::done || !net::member(verdict.body, "versions").is_array()) no_homeserver(config.homeserver.host);
}

NewLogin expect_login(net::Result answer, const MatrixConfig& config) {
  if (const auto* failure = std::get_if<net::Failure>(&answer)) explain(*failure, config.homeserver.host);
  const matrix::Verdict verdict = matrix::judge(std::move(answer));
  if (verdict.kind != Kind::done) refuse(verdict, config);
  const NewLogin login{net::text_of(verdict.body, "access_token"), net::text_of(verdict.body, "refresh_token")};
  if (login.access_token.empty()) no_homeserver(config.homeserver.host);
  if (net::text_of(verdict.body, "user_id") != config.user)
    throw Trouble("The homeserver knows this account under another name: put its full name into user in the configuration.");
  return login;
}

}  // namespace commands
