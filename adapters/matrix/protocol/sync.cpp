#include "adapters/matrix/protocol/sync.hpp"

#include <algorithm>

#include "adapters/net/json.hpp"

namespace matrix {

using net::dump;
using net::member;
using net::number_of;
using net::text_of;
using nlohmann::json;

namespace {

std::string raw_member(const json& object, std::string_view key) {
  const json& value = member(object, key);
  return value.is_null() ? std::string() : dump(value);
}

SyncChanges crypto_changes(const json& root) {
  return {raw_member(member(root, "to_device"), "events"), raw_member(root, "device_lists"),
          raw_member(root, "device_one_time_keys_count"), raw_member(root, "device_unused_fallback_key_types"),
          text_of(root, "next_batch")};
}

std::optional<std::int64_t> people(const json& summary) {
  const std::int64_t joined = number_of(summary, "m.joined_member_count", -1);
  if (joined < 0) return {};
  return joined + std::max<std::int64_t>(number_of(summary, "m.invited_member_count", 0), 0);
}

JoinedRoom joined(const std::string& id, const json& room) {
  const json& timeline = member(room, "timeline");
  const json& limited = member(timeline, "limited");
  return {id, read_events(member(member(room, "state"), "events")), read_events(member(timeline, "events")),
          limited.is_boolean() && limited.get<bool>(), text_of(timeline, "prev_batch"), people(member(room, "summary"))};
}

template <class Take>
void each_room(const json& rooms, std::string_view kind, Take take) {
  const json& all = member(rooms, kind);
  if (!all.is_object()) return;
  for (const auto& [id, room] : all.items())
    if (room.is_object()) take(id, room);
}

}  // namespace

std::vector<Event> read_events(const json& array) {
  std::vector<Event> events;
  if (!array.is_array()) return events;
  for (const json& each : array)
    if (std::optional<Event> event = read_event(each)) events.push_back(std::move(*event));
  return events;
}

std::optional<Sync> read_sync(const json& root) {
  Sync sync{text_of(root, "next_batch"), crypto_changes(root), {}, {}, {}};
  if (sync.next_batch.empty()) return {};
  const json& rooms = member(root, "rooms");
  each_room(rooms, "join", [&](const std::string& id, const json& room) { sync.joined.push_back(joined(id, room)); });
  each_room(rooms, "invite", [&](const std::string& id, const json&) { sync.invites.push_back(id); });
  each_room(rooms, "leave", [&](const std::string& id, const json&) { sync.left.push_back(id); });
  return sync;
}

Page read_page(const json& root) { return {read_events(member(root, "chunk")), text_of(root, "end")}; }

}  // namespace matrix
