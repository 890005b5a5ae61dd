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
/// A tapped answer: of which delivery's poll, and its number, from 1. Nothing where it is none of ours.
struct Tap { std::uint64_t delivery = 0; std::size_t choice = 0; };
std::optional<Tap> read_tap(std::string_view answer);

/// The same at every start, and unlike those of another store on the same device. Nothing of what goes in can be read.
std::string transaction_id(std::string_view salt, std::string_view what);

/// The bot's membership with a name of its own in one room.
nlohmann::json named(std::string_view name, std::string_view avatar);

}  // namespace matrix
