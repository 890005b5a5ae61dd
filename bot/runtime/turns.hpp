#pragma once
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "content/library.hpp"
#include "core/engine.hpp"
#include "core/message.hpp"
#include "storage/store.hpp"

namespace runtime {

/// A message with what assess() found in it, before anything else looked at it.
struct Arrival {
  core::Message message;
  core::Risk risk;
};

struct OutReply {
  std::uint64_t id = 0;  // 0: could not be stored, and is sent once or never
  core::Reply reply;
  bool leave = false;
};

/// What one turn came to.
struct Outcome {
  storage::Address who;
  std::vector<OutReply> replies;
  std::string flow, node;                 // where the person is after it; empty when nothing is going on
  core::Risk risk;
  std::optional<core::TimePoint> pacing;  // when the next paced message is due
  bool repeated = false;                  // handled before: `replies` are those of then, if they are still there
  bool saved = true;
};

/// What is assumed of a person who was never asked. Empty: nothing.
struct Defaults { std::string language, country; };

/// Messages in, committed replies out: load, step, commit, for a batch of messages as one transaction. Knows no
/// channel and no thread: one caller at a time. Never throws: an outage of the store becomes an apology that is not
/// stored, or the crisis lines where the message was a crisis.
class Turns {
 public:
  Turns(storage::Store& store, const content::Library& library, Defaults defaults);

  /// In the order given; `cursors` are committed with them. One Outcome for each.
  std::vector<Outcome> handle(std::span<const Arrival> arrivals, core::TimePoint now,
                              std::span<const storage::Cursor> cursors = {});
  /// The timers that are due. May come to fewer than there are: ask again.
  std::vector<Outcome> ring(core::TimePoint now);

  std::optional<core::TimePoint> next_due();
  void mark_sent(const OutReply& reply);
  /// Replies that were committed and, as far as we know, never sent.
  std::vector<Outcome> unsent();
  void maintain(core::TimePoint now);

 private:
  struct Batch;

  core::Session load(const storage::Address& who);
  Outcome turn(Batch& batch, const storage::Address& who, const std::string& message_id, const core::Input& input,
               const core::Risk& risk, core::TimePoint now);
  void commit(Batch& batch, std::vector<Outcome>& outcomes, std::span<const storage::Cursor> cursors);
  Outcome repeated(const storage::Address& who);
  Outcome apology(const Arrival& arrival, core::TimePoint now, core::Line line) const;
  /// Marks a message handled that can't be: it would fail again and again.
  void give_up(const Arrival& arrival, core::TimePoint now, std::span<const storage::Cursor> cursors);
  std::vector<Outcome> handle_all(std::span<const Arrival> arrivals, core::TimePoint now,
                                  std::span<const storage::Cursor> cursors);

  storage::Store& store_;
  const content::Library& library_;
  Defaults defaults_;
};

}  // namespace runtime
