#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/matrix/crypto/crypto_machine.hpp"
#include "adapters/matrix/protocol/event.hpp"

namespace matrix {

enum class Membership : std::uint8_t { left, invited, joined };

/// What the state of a room says. A value.
struct Room {
  std::string id, type;
  std::map<std::string, Membership, std::less<>> members;
  std::map<std::string, std::string, std::less<>> names;  // of members, as this room shows them
  bool encryption_seen = false;   // sticky: never back to plain text
  bool encrypted = false;         // by an algorithm that we know
  RoomRotation rotation;
  std::string bridge, bridge_bot; // protocol id of a bridge whose own bot said so
  std::string replacement;        // of a room that was closed
  bool crowded = false;           // with more people than were asked for: a group, whatever `members` holds
};

/// Takes a state event in; nothing of any other. True when it changed something.
bool apply(Room& room, const Event& event);

/// How the bot stands to a room.
enum class Standing : std::uint8_t {
  direct,        // encrypted, with exactly one person
  bridged,       // with one person who comes over a bridge that the host named
  other_bridge,  // over one that is not named
  group,         // a third one is here, or invited; or it is a space
  unencrypted,   // with one person, and never encrypted
  switched_off,  // was encrypted, and is no more in a way that we know: nothing is said there
  waiting,       // the person is invited and not here yet
  alone,
  moved,         // closed; another room goes on
};
/// `bridges`: protocol ids, or, safer, the full names of the bridges' own bots: anyone may call themselves a bridge.
Standing judge(const Room& room, std::string_view self, std::span<const std::string> bridges);

/// Who is in it or invited, without us.
std::vector<std::string> readers(const Room& room, std::string_view self);
/// The one person of a room that is direct or bridged; empty where there is none, or more.
std::string person(const Room& room, std::string_view self);

}  // namespace matrix
