#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "adapters/net/http_client.hpp"

namespace matrix {

/// The requests of the client-server API (v1.19) that the bot makes, without the access token.

net::Request versions_request();
net::Request log_in_request(std::string_view user, std::string_view password, std::string_view device);
net::Request refresh_request(std::string_view refresh_token);
net::Request whoami_request();
/// What proves the password to a request that asks for it (user-interactive authentication).
nlohmann::json password_auth(std::string_view user, std::string_view password, std::string_view session);

/// Without what `self` did. `since` may be empty. The homeserver answers after `wait` at the latest, with so many events of
/// each room at the most.
net::Request sync_request(std::string_view self, std::string_view since, std::chrono::milliseconds wait, int most_events);
net::Request join_request(std::string_view room);
net::Request leave_request(std::string_view room);
net::Request forget_request(std::string_view room);
net::Request state_request(std::string_view room);
/// Backwards from a token, to another one where that is not empty; from the newest event where `from` is empty.
net::Request messages_request(std::string_view room, std::string_view from, std::string_view to, int most);

net::Request send_request(std::string_view room, std::string_view type, std::string_view txn, std::string content);
net::Request redact_request(std::string_view room, std::string_view event, std::string_view txn);
net::Request set_state_request(std::string_view room, std::string_view type, std::string_view key, std::string content);
net::Request typing_request(std::string_view room, std::string_view self, std::chrono::milliseconds time);
net::Request receipt_request(std::string_view room, std::string_view event);
net::Request profile_request(std::string_view user);
net::Request account_data_request(std::string_view user, std::string_view type);
net::Request set_account_data_request(std::string_view user, std::string_view type, std::string content);

}  // namespace matrix
