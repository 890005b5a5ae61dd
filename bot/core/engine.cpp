#include "core/engine.hpp"

#include <algorithm>

#include "core/answer.hpp"
#include "core/making.hpp"
#include "core/refer.hpp"
#include "core/speak.hpp"
#include "core/taking_back.hpp"
#include "core/text.hpp"
#include "core/threads.hpp"
#include "core/walk.hpp"

namespace core {

namespace {

constexpr Duration a_day = std::chrono::hours(24), a_month = a_day * 30;
constexpr double default_keep_days = 30;
constexpr std::string_view grounding_flow = "grounding";

bool never_seen(const Session& session) { return session.seen == TimePoint{}; }

bool in_flow(const Session& session, std::string_view flow) {
  return std::ranges::any_of(session.thread, [&](const Frame& frame) { return frame.flow == flow; });
}

std::string_view silence_name(Duration silence) {
  if (silence >= a_month) return "months";
  return silence >= a_day ? "days" : "hours";
}

/// Leaves an earlier crisis for the one that comes now. True when that one was imminent. What had called it goes back to
/// its last question, since going on with the call would begin the crisis again.
bool leave_earlier_crisis(Thread& thread) {
  const auto crisis = std::ranges::find(thread, crisis_flow, &Frame::flow);
  if (crisis == thread.end()) return false;
  const bool imminent = crisis->vars.find("imminent") != nullptr;
  thread.erase(crisis, thread.end());
  while (!thread.empty() && thread.back().trail.empty()) thread.pop_back();
  if (!thread.empty()) {
    thread.back().node = std::move(thread.back().trail.back());
    thread.back().trail.pop_back();
  }
  return imminent;
}

/// Crisis interrupts everything; what was going on waits, and going on is the person's choice.
void interrupt(Making& making, const Risk& risk) {
  Session& session = making.session();
  const bool already = leave_earlier_crisis(session.thread);
  hold(making);
  Vars vars;
  vars["kind"] = std::string(name(risk.kind));
  vars["time"] = static_cast<double>(++session.crises);
  if (risk.imminent || already) vars["imminent"] = std::string("yes");
  if (!session.waiting.empty() && !has_left(session)) vars["waiting"] = std::string("yes");
  begin(making, crisis_flow, std::move(vars));
}

/// One gentle line, not said again to the message after it, nor to the bot's own words. True when the person is led
/// elsewhere.
bool support(Making& making, const Risk& risk, std::string_view text) {
  if (in_flow(making.session(), crisis_flow) || is_an_offered_answer(making, text)) return false;
  const bool said_before = making.session().risk == Level::support;
  if (risk.kind == Kind::dissociation && !in_flow(making.session(), grounding_flow)) {
    say(making, Line::support_dissociation);
    open(making, grounding_flow);
    return true;
  }
  if (!said_before) say(making, risk.kind == Kind::distress ? Line::support_distress : Line::support);
  return false;
}

Duration silence_of(Making& making) { return making.now - making.session().seen; }

/// After a long silence nothing goes on by itself, and nothing said earlier is repeated unasked.
bool welcomed_back(Making& making, std::string_view text) {
  Session& session = making.session();
  const Duration silence = silence_of(making);
  if (silence < long_silence || (making.idle() && session.waiting.empty())) return false;
  put_aside(making);
  if (session.waiting.empty() || has_left(session)) return false;
  if (!opened_by(making.content, fold(text)).empty() || match_command(making.words(), fold(text), Match::generous))
    return false;
  offer_return(making, silence_name(silence));
  return true;
}

void hear(Making& making, const Input& input, const Risk& risk) {
  const bool first = never_seen(making.session());
  if (silence_of(making) >= long_silence) making.session().crises = 0;
  if (risk.level == Level::crisis) return interrupt(making, risk);
  if (input.too_long) return say(making, Line::too_long);
  if (input.kind == Input::Kind::media) return say(making, Line::media);
  if (left_by_own_word(making, input.text)) return;
  if (!first && welcomed_back(making, input.text)) return;
  if (risk.level == Level::support && support(making, risk, input.text)) return;
  if (making.idle()) return take_opening(making, input.text, first);
  if (input.kind == Input::Kind::opened) return ask_again(making);
  take_answer(making, input.text);
}

void ring(Making& making, const Timer& timer) {
  const Node* node = making.node();
  if (timer.kind == Timer::Kind::reminder) return say(making, Line::reminder);
  if (timer.kind == Timer::Kind::pace) return go_on_pacing(making);
  const Ask* ask = node ? std::get_if<Ask>(&node->kind) : nullptr;
  if (ask && ask->timeout) go_past(making, ask->timeout->next);
}

void ring_all_due(Making& making) {
  std::vector<Timer>& timers = making.session().timers;
  std::vector<Timer> due;
  std::ranges::copy_if(timers, std::back_inserter(due), [&](const Timer& timer) { return timer.due <= making.now; });
  std::erase_if(timers, [&](const Timer& timer) { return timer.due <= making.now; });
  std::ranges::sort(due, {}, &Timer::due);
  for (const Timer& timer : due) ring(making, timer);
}

/// A session belongs to the content that it began with until nothing of it is going on.
void pin(Session& session, const Content& content) {
  if (session.thread.empty() && session.waiting.empty()) session.content = content.version;
}

}  // namespace

Turn step(const Content& content, Session session, const Input& input, const Risk& risk, TimePoint now, Trace* trace) {
  pin(session, content);
  Making making(content, std::move(session), now, trace);
  if (input.kind == Input::Kind::timer) {
    ring_all_due(making);
  } else if (input.kind == Input::Kind::taken_back) {
    take_back(making, input.reference);
  } else if (input.kind == Input::Kind::new_key) {
    begin_anew(making);
  } else if (input.kind != Input::Kind::passed) {
    making.reference = input.reference;
    hear(making, input, risk);
    making.session().seen = now;
    making.session().risk = risk.level;
    making.session().risk_kind = risk.kind;
  }
  if (making.turn.then == Then::forget) making.session() = Session{};
  for (const Timer& timer : making.session().timers)
    making.turn.due = making.turn.due ? std::min(*making.turn.due, timer.due) : timer.due;
  return std::move(making.turn);
}

TimePoint expires(const Session& session) {
  const Value* chosen = session.person.find("keep_days");
  const double days = std::clamp(chosen ? as_number(*chosen) : default_keep_days, 1.0, 366.0);
  TimePoint end = session.seen + (session.notebook.empty() ? a_day : a_day * static_cast<int>(days));
  for (const Timer& timer : session.timers) end = std::max(end, timer.due + a_day);  // a reminder that was asked for
  return end;
}

Where where(const Session& session) {
  if (session.thread.empty()) return {};
  return {session.thread.back().flow, session.thread.back().node};
}

std::string show(const Reply& reply) {
  std::string shown = reply.text;
  for (std::size_t i = 0; i < reply.choices.size(); ++i) {
    shown += '\n';
    shown += std::to_string(i + 1);
    shown += ' ';
    shown += reply.choices[i];
  }
  return shown;
}

}  // namespace core
