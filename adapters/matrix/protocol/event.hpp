#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace matrix {

/// An event as it came: of the timeline, of the state, or decrypted.
struct Event {
  std::string id, type, sender;
  std::optional<std::string> state_key;  // of a state event
  nlohmann::json content;
  std::string redacts;                   // room versions before 11 name it beside the content
  std::string raw;                       // of an m.room.encrypted: its JSON, for the key that opens it
};

/// Nothing for what has no type, sender or content of the right kind.
std::optional<Event> read_event(const nlohmann::json& json);

/// What an event means to the bot.
struct Text { std::string body; };             // core::clean()
struct Media { std::string caption = {}; };  // core::clean()
struct Edit { std::string of, body; };
struct TakenBack { std::string of; };
struct PollAnswer { std::string poll, answer; };
struct Ignored {};
using Heard = std::variant<Ignored, Text, Media, Edit, TakenBack, PollAnswer>;

/// `self`: the bot's own id. Ours, notices (other bots), state, echoes of a bridge, and every type of event that is not
/// known here are ignored. Of an unknown kind of message the body counts, as the specification asks.
Heard interpret(const Event& clear, std::string_view self);

}  // namespace matrix
