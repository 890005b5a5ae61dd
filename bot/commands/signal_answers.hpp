#pragma once
#include <string>

#include "adapters/signal/connection.hpp"
#include "adapters/signal/protocol/address.hpp"

namespace commands {

// What signal-cli's answers mean to somebody who sets up the bot's account. All throw Trouble with one sentence for what
// went wrong. signal-cli tells things apart by the texts of its errors, which are not kept: they hold numbers and names.

/// To version(): whether a signal-cli answers that Signal lets in.
void expect_signal_cli(const signal_channel::Reply& reply);
/// To list_accounts(): whether that account is there already.
bool expect_accounts(const signal_channel::Reply& reply, const signal_channel::Account& account);

/// To start_link(): what the phone has to scan.
std::string expect_link_uri(const signal_channel::Reply& reply);
/// To finish_link(): the number of the account.
std::string expect_linked(const signal_channel::Reply& reply);

/// To register_account(): whether the code is on its way, or could be with a captcha.
enum class Registering : unsigned char { begun, needs_captcha };
Registering expect_registering(const signal_channel::Reply& reply, bool with_captcha);
/// To verify().
enum class Verifying : unsigned char { done, wrong_code, needs_pin };
Verifying expect_verified(const signal_channel::Reply& reply, bool with_pin);

/// To submit_rate_limit_challenge().
void expect_solved(const signal_channel::Reply& reply);
/// To anything that has nothing to say.
void expect_done(const signal_channel::Reply& reply);

}  // namespace commands
