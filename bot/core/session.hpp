#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/crisis.hpp"
#include "core/time.hpp"
#include "core/value.hpp"

namespace core {

/// One flow that a person is in. Names, not indices: a session outlives the content that it began with.
struct Frame {
  std::string flow, node;
  Vars vars;
  std::uint32_t tries = 0;          // answers not understood at this node
  std::uint32_t at = 0;             // where a pace stands: line + lines * round
  std::vector<std::string> trail;   // questions answered before this one, for "back"
  bool operator==(const Frame&) const = default;
};

/// A conversation: the flow that was opened, and the flows that it called, innermost last.
using Thread = std::vector<Frame>;

/// Something that a person chose to keep.
struct Entry {
  std::string key, title;
  Value value;
  TimePoint kept_at{};
  bool operator==(const Entry&) const = default;
};

struct Timer {
  enum class Kind : std::uint8_t { pace, timeout, reminder };
  Kind kind = Kind::pace;
  TimePoint due{};
  bool operator==(const Timer&) const = default;
};

/// How often something was said, so that it is said differently next time.
struct Said {
  std::string what;
  std::uint32_t times = 0;
  bool operator==(const Said&) const = default;
};

/// What one message set, so that it can be unset when the message is taken back.
struct Given {
  std::string reference;  // the channel's name for the message
  std::string name;       // of the variable
  Value value;            // of a list, what was added
  bool operator==(const Given&) const = default;
};

/// Everything that is known of one person. A value: it copies, compares, and goes to JSON and back unchanged.
struct Session {
  std::string content;              // version of the content that it began with
  TimePoint seen{};                 // the person's last message
  Vars person;                      // country, language, quiet, exit_word, keep_days, notebook_word
  Thread thread;                    // empty: nothing is going on
  std::vector<Thread> waiting;      // interrupted conversations, the latest last
  std::vector<Entry> notebook;
  std::vector<Said> said;
  std::vector<Timer> timers;
  std::vector<Given> given;         // the latest last
  Level risk = Level::none;         // of the last message
  Kind risk_kind = Kind::none;
  std::uint32_t crises = 0;         // crisis replies so far
  bool operator==(const Session&) const = default;
};

/// Compact, versioned JSON. Text values must be valid UTF-8.
std::string to_json(const Session& session);
/// Nothing when it is not a session, or of a version that is newer than this program.
std::optional<Session> from_json(std::string_view json);

}  // namespace core
