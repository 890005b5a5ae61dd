#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/engine.hpp"

namespace matrix {

/// A reply as m.notice, which other bots leave alone, with its choices numbered below.
nlohmann::json notice(std::string_view text);

/// A reply's choices as a poll (MSC3381), with the numbered text for clients that show none. Reactions are no way to
/// answer: they are never encrypted.
nlohmann::json poll(const core::Reply& reply, std::uint64_t delivery);
inline constexpr std::string_view poll_type = "org.matrix.msc3381.poll.start";
/// The number, from 1, of a tapped answer; nothing where it is not one of that delivery's poll.
std::optional<std::size_t> poll_choice(std::string_view answer, std::uint64_t delivery);

/// The same at every start, and unlike those of another store on the same device. Nothing of what goes in can be read.
std::string transaction_id(std::string_view salt, std::string_view what);

/// The bot's membership with a name of its own in one room.
nlohmann::json named(std::string_view name, std::string_view avatar);

}  // namespace matrix
