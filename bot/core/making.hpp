#pragma once
#include "core/engine.hpp"

namespace core {

/// One turn in the making. The parts of the engine (speak, walk, answer, commands, threads) are functions over it; it
/// lives for one call of step().
struct Making {
  const Content& content;
  TimePoint now;
  Trace* trace;
  Turn turn;
  std::string language;
  std::size_t budget = turn_budget;
  std::string_view reference = {};  // of the message that is being answered; empty where it can't be taken back
  bool goes_back = false;  // the thread that ended had only interrupted another
  std::string ended;  // id of the flow whose thread ended in this turn

  Making(const Content& all, Session session, TimePoint when, Trace* told);

  Session& session() { return turn.session; }
  /// The innermost flow. Only while a thread is going on.
  Frame& frame() { return turn.session.thread.back(); }
  bool idle() const { return turn.session.thread.empty(); }
  const Words& words() const { return content.words_of(language); }

  /// Flow and node of the innermost frame; null when this content has no such place.
  const Flow* flow() const;
  const Node* node() const;

  /// $name in the innermost frame, person.*, kept.*.
  Value lookup(std::string_view name) const;
  void assign(std::string_view name, Value value);
  void assign(const std::vector<Assignment>& assignments);
  Scope scope();
  bool holds(const std::optional<Condition>& condition);
  std::string render(TextId text);
};

/// Whether a frame's place still exists.
bool exists(const Content& content, const Frame& frame);

}  // namespace core
