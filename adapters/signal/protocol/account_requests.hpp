#pragma once
#include <string>
#include <string_view>

#include "adapters/signal/protocol/requests.hpp"

namespace signal_channel {

// Commands for the bot's own account: how it comes to be, and what people see of it. From signal-cli's manual and source
// (0.14.7-SNAPSHOT); they need Signal's servers and were not seen.

/// What people see. Empty: stays as it is.
struct Profile {
  std::string name, about;
  std::string avatar;  // a file that signal-cli can read
};
Request update_profile(const Account& account, const Profile& profile);
/// Whether read receipts and typing are part of how the account is used, on all of its devices.
Request update_configuration(const Account& account, bool read_receipts, bool typing_indicators);
/// `challenge`: of an Outcome. `captcha`: the signalcaptcha:// address that was solved.
Request submit_rate_limit_challenge(const Account& account, std::string_view challenge, std::string_view captcha);

/// {"deviceLinkUri"}, to be shown as a QR code to the phone.
Request start_link();
/// {"number"}: of the account that this is a device of now. Is answered when the phone has scanned the code, or not in time.
Request finish_link(std::string_view device_link_uri, std::string_view device_name);
/// A code comes by SMS, or by a call. `captcha` may be empty; signal-cli says when it needs one.
Request register_account(const Account& account, std::string_view captcha, bool by_call);
/// `pin` may be empty: the account has none.
Request verify(const Account& account, std::string_view code, std::string_view pin);

}  // namespace signal_channel
