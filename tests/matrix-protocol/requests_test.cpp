#include "adapters/matrix/protocol/requests.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr const char* self = "@mooring:example.org";
constexpr const char* room = "!a/b?c:example.org";
constexpr const char* in_room = "/_matrix/client/v3/rooms/%21a%2Fb%3Fc%3Aexample.org/";

std::string target(const net::Request& request) { return request.method + " " + request.target; }
std::string in(const char* method, const char* rest) { return std::string(method) + " " + in_room + rest; }

/// What stands after `key` in the query, decoded.
std::string query(const net::Request& request, const std::string& key) {
  const std::size_t found = request.target.find_first_of('?');
  const std::size_t at = request.target.find(key + "=", found);
  if (at == std::string::npos) return "(none)";
  std::string value;
  for (std::size_t i = at + key.size() + 1; i < request.target.size() && request.target[i] != '&'; ++i) {
    value += request.target[i];
    if (value.back() != '%') continue;
    value.back() = static_cast<char>(std::stoi(request.target.substr(i + 1, 2), nullptr, 16));
    i += 2;
  }
  return value;
}

TEST(Requests, ask_for_versions_and_for_themselves) {
  EXPECT_EQ(target(matrix::versions_request()), "GET /_matrix/client/versions");
  EXPECT_EQ(target(matrix::whoami_request()), "GET /_matrix/client/v3/account/whoami");
}

TEST(Requests, log_in_by_password_and_say_so_nowhere_else) {
  const net::Request request = matrix::log_in_request("@bot:example.org", "p\"w", "");
  EXPECT_EQ(target(request), "POST /_matrix/client/v3/login");
  const json body = json::parse(request.body);
  EXPECT_EQ(body["type"], "m.login.password");
  EXPECT_EQ(body["identifier"], json({{"type", "m.id.user"}, {"user", "@bot:example.org"}}));
  EXPECT_EQ(body["password"], "p\"w");
  EXPECT_EQ(body["refresh_token"], true);
  EXPECT_FALSE(body.contains("device_id"));
}

TEST(Requests, log_in_as_the_device_that_there_is) {
  EXPECT_EQ(json::parse(matrix::log_in_request("@bot:example.org", "pw", "DEVICE").body)["device_id"], "DEVICE");
}

TEST(Requests, refresh_a_token) {
  const net::Request request = matrix::refresh_request("old");
  EXPECT_EQ(target(request), "POST /_matrix/client/v3/refresh");
  EXPECT_EQ(json::parse(request.body), json({{"refresh_token", "old"}}));
}

TEST(Requests, prove_a_password_within_a_session) {
  EXPECT_EQ(matrix::password_auth("@bot:example.org", "pw", "xyz"),
            json({{"type", "m.login.password"}, {"identifier", {{"type", "m.id.user"}, {"user", "@bot:example.org"}}},
                  {"password", "pw"}, {"session", "xyz"}}));
}

TEST(Sync, goes_on_from_a_token) {
  const net::Request request = matrix::sync_request(self, "s1&x=y", 30s, 20);
  EXPECT_TRUE(target(request).starts_with("GET /_matrix/client/v3/sync?"));
  EXPECT_EQ(query(request, "since"), "s1&x=y");
  EXPECT_EQ(query(request, "timeout"), "30000");
  EXPECT_EQ(query(request, "set_presence"), "offline");
  EXPECT_EQ(query(matrix::sync_request(self, "", 0s, 20), "since"), "(none)");
}

TEST(Sync, is_waited_for_longer_than_the_homeserver_takes) {
  EXPECT_EQ(matrix::sync_request(self, "", 30s, 20).patience, net::Request().patience + 30s);
}

TEST(Sync, brings_no_crowds_and_nothing_that_is_not_read) {
  const json none = {{"types", json::array()}};
  const json filter = json::parse(query(matrix::sync_request(self, "", 0s, 20), "filter"));
  EXPECT_EQ(filter["room"]["state"]["lazy_load_members"], true);
  EXPECT_EQ(filter["room"]["timeline"]["limit"], 20);
  EXPECT_EQ(filter["room"]["timeline"]["not_senders"], json::array({self}));
  for (const char* part : {"state", "timeline"})
    for (const char* type : {"m.room.create", "m.room.member", "m.room.encryption", "m.room.tombstone", "m.bridge"})
      EXPECT_TRUE(std::ranges::count(filter["room"][part]["types"], type) == 1) << part << type;
  EXPECT_EQ(filter["presence"], none);
  EXPECT_EQ(filter["account_data"], none);
  EXPECT_EQ(filter["room"]["ephemeral"], none);
  EXPECT_EQ(filter["room"]["account_data"], none);
}

TEST(Requests, encode_whatever_stands_in_a_path) {
  EXPECT_EQ(target(matrix::join_request(room)), in("POST", "join"));
  EXPECT_EQ(target(matrix::leave_request(room)), in("POST", "leave"));
  EXPECT_EQ(target(matrix::forget_request(room)), in("POST", "forget"));
  EXPECT_EQ(target(matrix::state_request(room)), in("GET", "state"));
  EXPECT_EQ(target(matrix::send_request(room, "m.room/x", "m 1", "{}")), in("PUT", "send/m.room%2Fx/m%201"));
  EXPECT_EQ(target(matrix::redact_request(room, "$a/b", "m/1")), in("PUT", "redact/%24a%2Fb/m%2F1"));
  EXPECT_EQ(target(matrix::set_state_request(room, "m.room/x", "@a:b/c", "{}")), in("PUT", "state/m.room%2Fx/%40a%3Ab%2Fc"));
  EXPECT_EQ(target(matrix::typing_request(room, "@a/b:c", 5s)), in("PUT", "typing/%40a%2Fb%3Ac"));
  EXPECT_EQ(target(matrix::receipt_request(room, "$a/b+c")), in("POST", "receipt/m.read/%24a%2Fb%2Bc"));
  EXPECT_EQ(target(matrix::profile_request("@a/b:c")), "GET /_matrix/client/v3/profile/%40a%2Fb%3Ac");
  EXPECT_EQ(target(matrix::account_data_request("@a/b:c", "m/d")), "GET /_matrix/client/v3/user/%40a%2Fb%3Ac/account_data/m%2Fd");
  EXPECT_EQ(target(matrix::set_account_data_request("@a/b:c", "m/d", "{}")),
            "PUT /_matrix/client/v3/user/%40a%2Fb%3Ac/account_data/m%2Fd");
}

TEST(Requests, can_not_be_led_to_another_path) {
  for (const char* id : {"../..", "{}", "%2F", "!a#b", "!a\r\nb", "!r\xc3\xbc:b"}) {
    const std::string there = matrix::join_request(id).target;
    EXPECT_TRUE(there.starts_with("/_matrix/client/v3/rooms/") && there.ends_with("/join")) << there;
    EXPECT_EQ(std::ranges::count(there, '/'), 6) << there;
    EXPECT_EQ(there.find_first_of("?#{} \r\n\xc3"), std::string::npos) << there;
  }
}

TEST(Requests, name_a_room_without_a_domain) {
  EXPECT_EQ(target(matrix::join_request("!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM")),
            "POST /_matrix/client/v3/rooms/%2131hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM/join");
}

TEST(Messages, are_asked_for_backwards_between_two_tokens) {
  const net::Request request = matrix::messages_request(room, "t1&", "t0 ", 20);
  EXPECT_TRUE(target(request).starts_with(in("GET", "messages?")));
  EXPECT_EQ(query(request, "dir"), "b");
  EXPECT_EQ(query(request, "limit"), "20");
  EXPECT_EQ(query(request, "from"), "t1&");
  EXPECT_EQ(query(request, "to"), "t0 ");
}

TEST(Messages, begin_with_the_newest_and_have_no_end_of_their_own) {
  const net::Request request = matrix::messages_request(room, "", "", 20);
  EXPECT_EQ(query(request, "from"), "(none)");
  EXPECT_EQ(query(request, "to"), "(none)");
}

TEST(Requests, carry_the_content_as_it_is) {
  EXPECT_EQ(matrix::send_request(room, "t", "m1", R"({ "a" : 1 })").body, R"({ "a" : 1 })");
  EXPECT_EQ(matrix::set_state_request(room, "t", "", R"({ "a" : 1 })").body, R"({ "a" : 1 })");
  EXPECT_EQ(matrix::set_account_data_request("@a:b", "t", R"({ "a" : 1 })").body, R"({ "a" : 1 })");
  EXPECT_EQ(json::parse(matrix::typing_request(room, "@a:b", 5s).body), json({{"typing", true}, {"timeout", 5000}}));
  for (const net::Request& request : {matrix::join_request(room), matrix::leave_request(room), matrix::forget_request(room),
                                      matrix::redact_request(room, "$1", "m1"), matrix::receipt_request(room, "$1")})
    EXPECT_EQ(request.body, "{}") << request.target;
}

}  // namespace
