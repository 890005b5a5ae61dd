#include "adapters/matrix/protocol/room.hpp"

#include <algorithm>
#include <utility>

#include "adapters/net/json.hpp"

namespace matrix {

using net::member;
using net::number_of;
using net::text_of;
using nlohmann::json;

namespace {

constexpr std::string_view megolm = "m.megolm.v1.aes-sha2";
constexpr std::int64_t shortest_period = 3'600'000, longest_period = 31'536'000'000, most_messages = 10'000;

Membership membership(const json& content) {
  const std::string name = text_of(content, "membership");
  if (name == "join") return Membership::joined;
  return name == "invite" ? Membership::invited : Membership::left;
}

bool set(std::string& text, std::string now) {
  const bool changes = text != now;
  text = std::move(now);
  return changes;
}

bool set_member(Room& room, const Event& event) {
  if (event.state_key->empty()) return false;
  const Membership now = membership(event.content);
  const auto found = room.members.find(*event.state_key);
  const Membership before = found == room.members.end() ? Membership::left : found->second;
  if (now == Membership::left) room.members.erase(*event.state_key);
  else room.members[*event.state_key] = now;
  room.names[*event.state_key] = text_of(event.content, "displayname");
  return now != before;
}

RoomRotation rotation(const json& content) {
  RoomRotation rotation;
  const std::int64_t period = number_of(content, "rotation_period_ms", rotation.period.count());
  const std::int64_t messages = number_of(content, "rotation_period_msgs", static_cast<std::int64_t>(rotation.messages));
  rotation.period = std::chrono::milliseconds(std::clamp(period, shortest_period, longest_period));
  rotation.messages = static_cast<std::uint64_t>(std::clamp<std::int64_t>(messages, 1, most_messages));
  return rotation;
}

bool set_encryption(Room& room, const json& content) {
  const bool encrypted = text_of(content, "algorithm") == megolm;
  const bool news = !room.encryption_seen || room.encrypted != encrypted;
  room.encryption_seen = true;
  room.encrypted = encrypted;
  const RoomRotation before = std::exchange(room.rotation, rotation(content));
  return news || before.period != room.rotation.period || before.messages != room.rotation.messages;
}

/// Anyone who may set state can claim a bridge, and name themselves as its bot; nobody can name another.
bool set_bridge(Room& room, const Event& event) {
  const std::string bot = text_of(event.content, "bridgebot"), protocol = text_of(member(event.content, "protocol"), "id");
  if (protocol.empty() || bot != event.sender) return false;
  const bool other_bot = set(room.bridge_bot, bot);
  return set(room.bridge, protocol) || other_bot;
}

bool is_named(const Room& room, std::span<const std::string> bridges) {
  return std::ranges::any_of(bridges, [&](const std::string& each) { return each == room.bridge || each == room.bridge_bot; });
}

}  // namespace

bool apply(Room& room, const Event& event) {
  if (!event.state_key) return false;
  if (event.type == "m.room.member") return set_member(room, event);
  if (event.type == "m.bridge" || event.type == "uk.half-shot.bridge") return set_bridge(room, event);
  if (!event.state_key->empty()) return false;
  if (event.type == "m.room.encryption") return set_encryption(room, event.content);
  if (event.type == "m.room.create") return set(room.type, text_of(event.content, "type"));
  if (event.type == "m.room.tombstone") return set(room.replacement, text_of(event.content, "replacement_room"));
  return false;
}

std::vector<std::string> readers(const Room& room, std::string_view self) {
  std::vector<std::string> others;
  for (const auto& [user, membership] : room.members)
    if (user != self) others.push_back(user);
  return others;
}

std::string person(const Room& room, std::string_view self) {
  std::string found;
  for (const auto& [user, membership] : room.members) {
    if (user == self || (user == room.bridge_bot && !room.bridge.empty())) continue;
    if (!found.empty()) return {};
    found = user;
  }
  return found;
}

Standing judge(const Room& room, std::string_view self, std::span<const std::string> bridges) {
  if (!room.replacement.empty()) return Standing::moved;
  if (room.type == "m.space" || room.crowded) return Standing::group;
  const bool over_bridge = !room.bridge.empty() && room.bridge_bot != self && room.members.contains(room.bridge_bot);
  const std::size_t others = room.members.size() - room.members.count(std::string(self)) - (over_bridge ? 1 : 0);
  if (over_bridge && !is_named(room, bridges)) return Standing::other_bridge;
  if (others == 0) return Standing::alone;
  if (others > 1) return Standing::group;
  if (room.members.at(person(room, self)) == Membership::invited) return Standing::waiting;
  if (room.encryption_seen && !room.encrypted) return Standing::switched_off;
  if (over_bridge) return Standing::bridged;
  return room.encrypted ? Standing::direct : Standing::unencrypted;
}

}  // namespace matrix
