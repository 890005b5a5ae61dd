#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/content.hpp"
#include "core/message.hpp"
#include "core/session.hpp"
#include "core/time.hpp"

namespace core {

/// What happens to a conversation: a message, or a moment that was waited for.
struct Input {
  enum class Kind : std::uint8_t { text, opened, media, timer, taken_back, new_key, passed };  // passed: noted, not answered
  Kind kind = Kind::text;
  std::string_view text;   // clean() text; must outlive the call
  bool too_long = false;   // the text is not to be read, only its Risk
  std::string_view reference = {};  // of the message, or of the one taken back; must outlive the call
};

struct Reply {
  std::string text;
  std::vector<std::string> choices;  // empty for free text
  bool urgent = false;               // a crisis reply: first, and sent before any other
  bool operator==(const Reply&) const = default;
};

/// What a channel does beside the last reply of a turn.
enum class Then : std::uint8_t {
  nothing,
  leave,   // the quick exit: take back what the bot wrote, where the channel can
  forget,  // everything about the person is erased
  anew,    // whoever is there now may be somebody else: what was to be said before is left unsaid
};

struct Turn {
  Session session;
  std::vector<Reply> replies;
  std::optional<TimePoint> due;  // when step() wants to be called again with a timer
  Then then = Then::nothing;
};

/// Is told what a turn came by: for coverage, never for logs.
struct Trace {
  virtual ~Trace() = default;
  virtual void node(std::string_view flow, std::string_view node) = 0;
  virtual void choice(std::string_view flow, std::string_view node, std::string_view choice) = 0;
};

/// One turn of a conversation. Pure and total: every input has a Turn, nothing is thrown on any text or session, and at
/// most `turn_budget` nodes are visited.
Turn step(const Content& content, Session session, const Input& input, const Risk& risk, TimePoint now,
          Trace* trace = nullptr);

inline constexpr std::size_t turn_budget = 200;

/// How long after the last message a person is welcomed back before going on.
inline constexpr Duration long_silence = std::chrono::hours(4);

/// When an untouched session is to be erased: a day, or `person.keep_days` (30 unless they said otherwise) once
/// something is in the notebook.
TimePoint expires(const Session& session);

/// Where the person is: the innermost flow and node, empty when nothing is going on.
struct Where { std::string_view flow, node; };
Where where(const Session& session);

/// A reply as plain text: its choices numbered below it.
std::string show(const Reply& reply);

}  // namespace core
