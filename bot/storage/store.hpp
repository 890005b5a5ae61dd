#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.hpp"
#include "storage/error.hpp"

namespace storage {

using core::TimePoint;

/// A person on a channel, whose name has at most 255 bytes. In memory only: no engine writes either readably.
struct Address {
  std::string channel, address;
  bool operator==(const Address&) const = default;
};

/// A reply on its way. `id` never changes and is never used again, so it can be the transaction id on the wire.
struct OutboxItem {
  std::uint64_t id = 0;
  Address to;
  std::string payload;
  bool sent = false;
};

/// Everything that one turn leaves, committed as one.
struct TurnWrite {
  Address who;
  std::string message_id;            // empty for a timer: nothing to mark
  std::string session;               // JSON
  std::optional<TimePoint> due;      // when a timer of the session is due
  TimePoint expires{};               // when everything about the person is to be erased
  std::vector<std::string> replies;  // payloads, in order
};

/// How far an adapter has read its channel (Matrix: next_batch).
struct Cursor { std::string name, value; };

/// Where conversations are kept. One contract suite, tests/storage/contract.hpp, holds for every engine. One thread at a
/// time. Outages (a full disk, a lost connection) throw StoreError and leave what was there; nothing else does.
class Store {
 public:
  virtual ~Store() = default;

  /// Whether the message was committed before.
  virtual bool handled(const Address& who, std::string_view message_id) = 0;
  /// Nothing for a person never seen, forgotten or expired.
  virtual std::optional<std::string> session(const Address& who) = 0;

  /// One durable transaction: handled marks, sessions, replies, timers and cursors of all turns, or nothing of it. The
  /// person's earlier replies that were sent are dropped when the turn handles a message (not a timer). Returns the new
  /// replies in order.
  virtual std::vector<OutboxItem> commit(std::span<const TurnWrite> turns, std::span<const Cursor> cursors) = 0;

  /// Survives a killed process; may be lost with the power, so a reply can then be sent again under its old id.
  virtual void mark_sent(std::uint64_t id) = 0;
  /// All replies not marked as sent, oldest first.
  virtual std::vector<OutboxItem> unsent() = 0;
  /// The person's replies since their last message, sent or not, oldest first.
  virtual std::vector<OutboxItem> last_replies(const Address& who) = 0;

  /// People whose timer is due at `now`, the longest overdue first.
  virtual std::vector<Address> due(TimePoint now, std::size_t most) = 0;
  virtual std::optional<TimePoint> next_due() = 0;

  virtual std::string cursor(std::string_view name) = 0;

  /// What a channel keeps of a person beside their conversation: one value, which goes when they go. Empty where there is
  /// none, or nobody of that address.
  virtual std::string kept(const Address& who) = 0;
  /// Survives a killed process; may be lost with the power. Nothing is kept of somebody unknown.
  virtual void keep(const Address& who, std::string_view value) = 0;

  /// Destroys the person's key, then all that it sealed. False when nobody of that address was known.
  virtual bool forget(const Address& who) = 0;
  /// Erases everyone whose time is up, and handled marks 30 days after the first maintain() that saw them. Rotates keys
  /// where that is due. Reads every mark: for once an hour, not for every turn.
  /// Returns how many people were erased.
  virtual std::size_t maintain(TimePoint now) = 0;
};

}  // namespace storage
