#pragma once
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "adapters/signal/protocol/address.hpp"

namespace signal_channel {

/// Older clients are refused by Signal itself.
inline constexpr std::string_view oldest_version = "0.14.7";

/// Of the result of version().
bool is_new_enough(const nlohmann::json& version);
/// Of the result of list_accounts(): whether signal-cli can speak for that account.
bool has_account(const nlohmann::json& accounts, const Account& account);
/// Of the result of list_identities(): whose key is not the one that was known.
std::vector<Uuid> untrusted(const nlohmann::json& identities);

}  // namespace signal_channel
