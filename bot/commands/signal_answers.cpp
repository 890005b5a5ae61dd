#include "commands/signal_answers.hpp"

#include <fmt/format.h>

#include "adapters/net/json.hpp"
#include "adapters/signal/protocol/daemon.hpp"
#include "commands/trouble.hpp"

namespace commands {

using namespace signal_channel;

namespace {

constexpr std::int64_t user_error = -1, no_connection = -3, rate_limit = -5, captcha_rejected = -6, no_method = -32601;

[[noreturn]] void explain(std::int64_t code) {
  if (code == no_method)
    throw Trouble("This signal-cli was started with -a, for one account alone: start it without, as docs/hosting.md says.");
  if (code == rate_limit)
    throw Trouble("Signal has had too many tries: wait an hour, or a day if that isn't enough, then try again.");
  if (code == no_connection)
    throw Trouble("signal-cli got no answer from Signal that it can use: see whether this machine is online, then try again.");
  throw Trouble("signal-cli could not do that: what it writes into the journal says why, then try again.");
}

/// Nothing where it was answered.
const Failure* failure_of(const Reply& reply) {
  if (std::holds_alternative<NotSent>(reply))
    throw Trouble("Nobody listens at the socket: start signal-cli, and see that socket in the configuration is the one that it "
                  "was given.");
  if (std::holds_alternative<NoAnswer>(reply))
    throw Trouble("signal-cli did not answer: see in its journal whether it runs, then try again.");
  return std::get_if<Failure>(&reply);
}

const nlohmann::json& result_of(const Reply& reply) {
  if (const Failure* failure = failure_of(reply)) explain(failure->code);
  return std::get<Answer>(reply).result;
}

[[noreturn]] void refuse_captcha() {
  throw Trouble("Signal doesn't take that captcha: it may be too old or used up, or was solved from another internet address "
                "than this machine's; solve a new one and try again.");
}

[[noreturn]] void refuse_number() {
  throw Trouble("Signal doesn't take that captcha, or sends no code to this number that way: try again with a new captcha; for "
                "a landline first without --voice and, a minute later, with it.");
}

}  // namespace

void expect_signal_cli(const Reply& reply) {
  if (!is_new_enough(result_of(reply)))
    throw Trouble(fmt::format("Signal lets in only signal-cli {} and newer, and this one is older: install a new one.",
                              oldest_version));
}

bool expect_accounts(const Reply& reply, const Account& account) { return has_account(result_of(reply), account); }

std::string expect_link_uri(const Reply& reply) {
  std::string uri = net::text_of(result_of(reply), "deviceLinkUri");
  if (!uri.starts_with("sgnl://"))
    throw Trouble("signal-cli gave no code to scan: try again, with a newer signal-cli if there is one.");
  return uri;
}

std::string expect_linked(const Reply& reply) {
  const Failure* failure = std::get_if<Failure>(&reply);
  if (std::holds_alternative<NoAnswer>(reply) || (failure && failure->code == user_error))
    throw Trouble("No phone scanned the code in time, or signal-cli knows that account already: run this again, and scan the "
                  "new code.");
  return net::text_of(result_of(reply), "number");
}

Registering expect_registering(const Reply& reply, bool with_captcha) {
  const Failure* failure = failure_of(reply);
  if (failure && failure->code == user_error && !with_captcha) return Registering::needs_captcha;
  if (failure && failure->code == user_error) refuse_number();
  result_of(reply);
  return Registering::begun;
}

Verifying expect_verified(const Reply& reply, bool with_pin) {
  const Failure* failure = failure_of(reply);
  if (failure && failure->code == no_connection) return Verifying::wrong_code;
  if (failure && failure->code == user_error && !with_pin) return Verifying::needs_pin;
  if (failure && failure->code == user_error)
    throw Trouble("That is not the PIN of this account: run this again with the right one; after some wrong ones Signal makes "
                  "you wait.");
  result_of(reply);
  return Verifying::done;
}

void expect_solved(const Reply& reply) {
  if (const Failure* failure = failure_of(reply); failure && failure->code == captcha_rejected) refuse_captcha();
  result_of(reply);
}

void expect_done(const Reply& reply) { result_of(reply); }

}  // namespace commands
