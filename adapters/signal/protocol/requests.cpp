#include "adapters/signal/protocol/requests.hpp"

#include <algorithm>

namespace signal_channel {

using nlohmann::json;
using std::chrono::seconds;

namespace {

json of_account(const Account& account) { return {{"account", account.text()}}; }

/// For commands whose recipient is a string.
json to_one(const Account& account, const Uuid& who) {
  json params = of_account(account);
  params["recipient"] = who.text();
  return params;
}

/// For commands whose recipients are a list.
json to_list(const Account& account, const Uuid& who) {
  json params = of_account(account);
  params["recipient"] = json::array({who.text()});
  return params;
}

template <class Value>
Request with(std::string_view method, json params, const char* key, Value&& value) {
  params[key] = std::forward<Value>(value);
  return {method, std::move(params)};
}

json written(std::span<const Style> styles) {
  json all = json::array();
  for (const Style& style : styles) all.push_back(written(style));
  return all;
}

bool fits(const std::string& option) { return !option.empty() && utf16_length(option) <= longest_option; }

}  // namespace

Request version() { return {"version", {}}; }
Request list_accounts() { return {"listAccounts", {}}; }
Request subscribe(const Account& account) { return {"subscribeReceive", of_account(account)}; }
Request unsubscribe(const Account& account, std::uint64_t subscription) {
  return with("unsubscribeReceive", of_account(account), "subscription", subscription);
}

Request send(const Account& account, const Uuid& to, const Part& part) {
  Request request = with("send", to_list(account, to), "message", part.text);
  if (!part.styles.empty()) request.params["textStyle"] = written(part.styles);
  return request;
}

Request remote_delete(const Account& account, const Uuid& to, Timestamp message) {
  return with("remoteDelete", to_list(account, to), "targetTimestamp", message.milliseconds());
}

Request read_receipt(const Account& account, const Uuid& to, Timestamp message) {
  Request request = with("sendReceipt", to_one(account, to), "targetTimestamp", message.milliseconds());
  request.params["type"] = "read";
  return request;
}

Request typing(const Account& account, const Uuid& to) { return {"sendTyping", to_list(account, to)}; }

std::optional<Request> poll_create(const Account& account, const Uuid& to, std::string_view question,
                                   std::span<const std::string> options) {
  if (question.empty() || utf16_length(question) > longest_question) return {};
  if (options.size() < fewest_options || options.size() > most_options) return {};
  if (!std::ranges::all_of(options, fits)) return {};
  Request request = with("sendPollCreate", to_list(account, to), "question", question);
  request.params["option"] = json(options);
  request.params["noMulti"] = true;
  return request;
}

Request set_timer(const Account& account, const Uuid& to, seconds after) {
  return with("updateContact", to_one(account, to), "expiration", std::clamp(after, seconds(0), seconds(INT32_MAX)).count());
}

Request delete_message_request(const Account& account, const Uuid& to) {
  return with("sendMessageRequestResponse", to_list(account, to), "type", "delete");
}

Request block(const Account& account, const Uuid& who) { return {"block", to_list(account, who)}; }

Request list_identities(const Account& account) { return {"listIdentities", of_account(account)}; }
Request trust_all_known_keys(const Account& account, const Uuid& who) {
  return with("trust", to_one(account, who), "trustAllKnownKeys", true);
}
Request forget_contact(const Account& account, const Uuid& who) { return with("removeContact", to_one(account, who), "forget", true); }

}  // namespace signal_channel
