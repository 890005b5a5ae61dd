#include "adapters/signal/protocol/account_requests.hpp"

namespace signal_channel {

using nlohmann::json;

namespace {

void set(json& params, const char* key, std::string_view value) {
  if (!value.empty()) params[key] = value;
}

}  // namespace

Request update_profile(const Account& account, const Profile& profile) {
  json params = {{"account", account.text()}};
  set(params, "givenName", profile.name);
  set(params, "about", profile.about);
  set(params, "avatar", profile.avatar);
  return {"updateProfile", std::move(params)};
}

Request update_configuration(const Account& account, bool read_receipts, bool typing_indicators) {
  return {"updateConfiguration",
          {{"account", account.text()}, {"readReceipts", read_receipts}, {"typingIndicators", typing_indicators}}};
}

Request submit_rate_limit_challenge(const Account& account, std::string_view challenge, std::string_view captcha) {
  return {"submitRateLimitChallenge", {{"account", account.text()}, {"challenge", challenge}, {"captcha", captcha}}};
}

Request start_link() { return {"startLink", {}}; }
Request finish_link(std::string_view device_link_uri, std::string_view device_name) {
  return {"finishLink", {{"deviceLinkUri", device_link_uri}, {"deviceName", device_name}}};
}

Request register_account(const Account& account, std::string_view captcha, bool by_call) {
  json params = {{"account", account.text()}, {"voice", by_call}};
  set(params, "captcha", captcha);
  return {"register", std::move(params)};
}

Request verify(const Account& account, std::string_view code, std::string_view pin) {
  json params = {{"account", account.text()}, {"verificationCode", code}};
  set(params, "pin", pin);
  return {"verify", std::move(params)};
}

}  // namespace signal_channel
