#include "adapters/matrix/protocol/requests.hpp"

#include <fmt/format.h>

#include "adapters/net/json.hpp"

namespace matrix {

using net::dump;
using nlohmann::json;
using net::percent_encode;
using net::Request;

namespace {

constexpr std::string_view client = "/_matrix/client/v3";

Request make(const char* method, std::string path, std::string body = {}) {
  Request request;
  request.method = method;
  request.target = std::string(client) + path;
  request.body = std::move(body);
  return request;
}

std::string in_room(std::string_view room, std::string_view rest) { return fmt::format("/rooms/{}/{}", percent_encode(room), rest); }

/// Nothing that the bot does not read: no presence, no receipts, no account data. Members of a new room are asked for
/// apart, once it is known to be a small one: a huge one would fill the sync for everybody. Nor what we said ourselves, or each
/// reply would end the wait for the next message.
std::string filter(std::string_view self, int most_events) {
  const json nothing = {{"types", json::array()}};
  const json state = {"m.room.create", "m.room.member", "m.room.encryption", "m.room.tombstone", "m.bridge", "uk.half-shot.bridge"};
  json timeline = state;
  for (const char* type : {"m.room.message", "m.room.encrypted", "m.room.redaction", "m.sticker", "m.poll.response",
                           "org.matrix.msc3381.poll.response"})
    timeline.push_back(type);
  return percent_encode(dump(
      {{"presence", nothing}, {"account_data", nothing},
       {"room", {{"ephemeral", nothing}, {"account_data", nothing},
                 {"timeline",
                  {{"limit", most_events}, {"types", timeline}, {"not_senders", {self}}, {"lazy_load_members", true}}},
                 {"state", {{"types", state}, {"lazy_load_members", true}}}}}}));
}

}  // namespace

Request versions_request() {
  Request request;
  request.target = "/_matrix/client/versions";
  return request;
}

json password_auth(std::string_view user, std::string_view password, std::string_view session) {
  return {{"type", "m.login.password"}, {"identifier", {{"type", "m.id.user"}, {"user", user}}}, {"password", password},
          {"session", session}};
}

Request log_in_request(std::string_view user, std::string_view password, std::string_view device) {
  json body = {{"type", "m.login.password"}, {"identifier", {{"type", "m.id.user"}, {"user", user}}},
               {"password", password}, {"initial_device_display_name", "Mooring"}, {"refresh_token", true}};
  if (!device.empty()) body["device_id"] = device;
  return make("POST", "/login", dump(body));
}

Request refresh_request(std::string_view refresh_token) { return make("POST", "/refresh", dump({{"refresh_token", refresh_token}})); }
Request whoami_request() { return make("GET", "/account/whoami"); }

Request sync_request(std::string_view self, std::string_view since, std::chrono::milliseconds wait, int most_events) {
  std::string path = fmt::format("/sync?timeout={}&set_presence=offline&filter={}", wait.count(), filter(self, most_events));
  if (!since.empty()) path += "&since=" + percent_encode(since);
  Request request = make("GET", std::move(path));
  request.patience += wait;
  return request;
}

Request join_request(std::string_view room) { return make("POST", in_room(room, "join"), "{}"); }
Request leave_request(std::string_view room) { return make("POST", in_room(room, "leave"), "{}"); }
Request forget_request(std::string_view room) { return make("POST", in_room(room, "forget"), "{}"); }
Request state_request(std::string_view room) { return make("GET", in_room(room, "state")); }

Request messages_request(std::string_view room, std::string_view from, std::string_view to, int most) {
  std::string path = in_room(room, fmt::format("messages?dir=b&limit={}", most));
  if (!from.empty()) path += "&from=" + percent_encode(from);
  if (!to.empty()) path += "&to=" + percent_encode(to);
  return make("GET", std::move(path));
}

Request send_request(std::string_view room, std::string_view type, std::string_view txn, std::string content) {
  return make("PUT", in_room(room, fmt::format("send/{}/{}", percent_encode(type), percent_encode(txn))), std::move(content));
}

Request redact_request(std::string_view room, std::string_view event, std::string_view txn) {
  return make("PUT", in_room(room, fmt::format("redact/{}/{}", percent_encode(event), percent_encode(txn))), "{}");
}

Request set_state_request(std::string_view room, std::string_view type, std::string_view key, std::string content) {
  return make("PUT", in_room(room, fmt::format("state/{}/{}", percent_encode(type), percent_encode(key))), std::move(content));
}

Request typing_request(std::string_view room, std::string_view self, std::chrono::milliseconds time) {
  return make("PUT", in_room(room, "typing/" + percent_encode(self)), dump({{"typing", true}, {"timeout", time.count()}}));
}

Request receipt_request(std::string_view room, std::string_view event) {
  return make("POST", in_room(room, "receipt/m.read/" + percent_encode(event)), "{}");
}

Request profile_request(std::string_view user) { return make("GET", "/profile/" + percent_encode(user)); }

Request account_data_request(std::string_view user, std::string_view type) {
  return make("GET", fmt::format("/user/{}/account_data/{}", percent_encode(user), percent_encode(type)));
}

Request set_account_data_request(std::string_view user, std::string_view type, std::string content) {
  return make("PUT", fmt::format("/user/{}/account_data/{}", percent_encode(user), percent_encode(type)), std::move(content));
}

}  // namespace matrix
