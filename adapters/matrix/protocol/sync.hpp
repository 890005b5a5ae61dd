#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/matrix/crypto/crypto_machine.hpp"
#include "adapters/matrix/protocol/event.hpp"

namespace matrix {

struct JoinedRoom {
  std::string id;
  std::vector<Event> state, timeline;
  bool limited = false;     // events are missing before the timeline,
  std::string prev_batch;   // up to this token
  std::optional<std::int64_t> people;  // in it or invited, where the homeserver says so: of a new room it does
};

/// What a /sync brought.
struct Sync {
  std::string next_batch;
  SyncChanges crypto;
  std::vector<JoinedRoom> joined;
  std::vector<std::string> invites, left;
};

/// Malformed events and rooms are left out; nothing where there is no next_batch.
std::optional<Sync> read_sync(const nlohmann::json& json);

/// What /messages brought, in the order asked for; `end` is empty where nothing is left.
struct Page {
  std::vector<Event> events;
  std::string end;
};
Page read_page(const nlohmann::json& json);

/// A JSON array of events, or anything else.
std::vector<Event> read_events(const nlohmann::json& json);

}  // namespace matrix
