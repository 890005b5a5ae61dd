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
  core::Then then = core::Then::nothing;
};

/// What one turn came to.
struct Outcome {
  storage::Address who;
  std::vector<OutReply> replies = {};
  std::string flow = {}, node = {};       // where the person is after it; empty when nothing is going on
  core::Risk risk = {};
  std::optional<core::TimePoint> pacing = {};  // when the next paced message is due
  bool repeated = false;                  // handled before: `replies` are those of then, if they are still there
  bool quiet = false;                     // the person wants a neutral name beside what the bot says
  bool saved = true;                      // false: the replies stand nowhere, and are sent once or never
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
  /// The timers that are due. May come to fewer than there are: ask again; but where failing() then, after a while.
  std::vector<Outcome> ring(core::TimePoint now);
  /// Whether some timer could not be served the last time.
  bool failing() const { return failing_; }
  /// What is said without the store: the crisis conversation's beginning, or an apology.
  Outcome without_store(const Arrival& arrival, core::TimePoint now, core::Line apology = core::Line::not_saved) const;

  std::optional<core::TimePoint> next_due();
  void mark_sent(std::uint64_t id);
  /// Replies that were committed and, as far as we know, never sent.
  std::vector<Outcome> unsent();
  /// A note that a channel's adapter keeps; empty when there is none. Throws StoreError.
  std::string recall(const std::string& name) { return store_.cursor(name); }
  /// What a channel keeps of a person; nothing while the store fails.
  std::optional<std::string> kept(const storage::Address& who);
  bool keep(const storage::Address& who, const std::string& value);
  /// Whether a reply is one of those since the person's last message. False where the store can't tell.
  bool is_latest(const storage::Address& who, std::uint64_t id);
  /// What the bot itself says, in the language assumed of everyone.
  std::string line(core::Line line) const;
  /// Expiry and key rotation: once an hour. False when the store could not.
  bool maintain(core::TimePoint now);

 private:
  struct Batch;

  core::Session with_defaults(core::Session session) const;
  core::Session load(const storage::Address& who);
  Outcome turn(Batch& batch, const storage::Address& who, const std::string& message_id, const core::Input& input,
               const core::Risk& risk, core::TimePoint now);
  void commit(Batch& batch, std::vector<Outcome>& outcomes, std::span<const storage::Cursor> cursors);
  Outcome repeated(const Arrival& arrival, core::TimePoint now);
  void forget(const Batch& batch, std::span<const Arrival> arrivals, std::vector<Outcome>& outcomes, core::TimePoint now);
  void ring_for(std::span<const storage::Address> people, core::TimePoint now, std::vector<Outcome>& outcomes);
  /// Marks a message handled that can't be: it would fail again and again.
  void give_up(const Arrival& arrival, std::span<const storage::Cursor> cursors);
  std::vector<Outcome> handle_all(std::span<const Arrival> arrivals, core::TimePoint now,
                                  std::span<const storage::Cursor> cursors);

  storage::Store& store_;
  const content::Library& library_;
  Defaults defaults_;
  bool failing_ = false;
};

}  // namespace runtime
