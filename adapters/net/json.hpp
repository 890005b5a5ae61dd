#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace net {

/// Nothing for what is no JSON, or nests deeper than 64: nlohmann reads a million levels and then breaks on them.
std::optional<nlohmann::json> parse_json(std::string_view text);
/// The same, but what nests deeper and numbers beyond a double become null, and texts that are no Unicode empty: anyone can
/// send one such event or invite, and the sync that brings it holds everyone else's.
std::optional<nlohmann::json> parse_leniently(std::string_view text);
/// Never throws: bytes that are no UTF-8 become U+FFFD.
std::string dump(const nlohmann::json& json);

/// What stands under a key, whatever the rest is: null, empty or `otherwise` where it is missing or of another kind.
const nlohmann::json& member(const nlohmann::json& object, std::string_view key);
std::string text_of(const nlohmann::json& object, std::string_view key);
std::int64_t number_of(const nlohmann::json& object, std::string_view key, std::int64_t otherwise);

}  // namespace net
