#include "core/threads.hpp"

#include <algorithm>
#include <utility>

#include "core/speak.hpp"
#include "core/walk.hpp"

namespace core {

namespace {

constexpr std::size_t most_waiting = 5;
constexpr std::string_view menu_flow = "menu", left_mark = "left";

/// The person's own part of a thread: welcome or menu may have led there, and is not what they would go on with.
Thread own_part(const Content& content, Thread thread) {
  const auto is_system = [&](const Frame& frame) {
    const Flow* flow = content.flow(frame.flow);
    return flow && flow->system;
  };
  thread.erase(thread.begin(), std::ranges::find_if_not(thread, is_system));
  return thread;
}

bool whole(const Content& content, const Thread& thread) {
  return std::ranges::all_of(thread, [&](const Frame& frame) { return exists(content, frame); });
}

/// What the person would say that they were in.
std::string_view topic(const Content& content, const Thread& thread) {
  const Thread own = own_part(content, thread);
  const Flow* flow = content.flow((own.empty() ? thread : own).front().flow);
  return flow ? std::string_view(flow->id) : std::string_view();
}

/// The latest last; of each conversation one, and not more than a few.
void let_wait(Making& making, Thread thread) {
  std::vector<Thread>& waiting = making.session().waiting;
  const std::string_view about = topic(making.content, thread);
  std::erase_if(waiting, [&](const Thread& older) { return topic(making.content, older) == about; });
  if (waiting.size() >= most_waiting) waiting.erase(waiting.begin());
  waiting.push_back(std::move(thread));
}

/// Lets go of what held only while it was interrupted.
void prune(Making& making) {
  std::erase_if(making.session().waiting, [&](const Thread& thread) { return own_part(making.content, thread).empty(); });
}

After resume(Making& making) {
  Session& session = making.session();
  if (session.waiting.empty()) return After::here;
  stop_waiting(making);
  session.thread = std::move(session.waiting.back());
  session.waiting.pop_back();
  if (whole(making.content, session.thread)) ask_again(making);
  else lose_place(making);
  return After::elsewhere;
}

After drop(Making& making) {
  if (!making.session().waiting.empty()) making.session().waiting.pop_back();
  return After::here;
}

/// Until the person opens something themselves, nothing that waits is named.
void break_off(Making& making, Line line, Then then) {
  put_aside(making);
  say(making, line);
  making.session().person[left_mark] = std::string("yes");
  making.turn.then = then;
}

After forget(Making& making) {
  say(making, Line::forgotten);
  making.session() = Session{};
  making.turn.then = Then::forget;
  return After::elsewhere;
}

After leave(Making& making) {
  break_off(making, Line::exit, Then::leave);
  return After::elsewhere;
}

After rest(Making& making) {
  put_aside(making);
  return After::elsewhere;
}

}  // namespace

void begin_anew(Making& making) { break_off(making, Line::new_key, Then::anew); }

void begin(Making& making, std::string_view id, Vars vars) {
  const Flow* flow = making.content.flow(id);
  if (!flow) return;
  making.session().thread = {Frame{flow->id, {}, std::move(vars), 0, 0, {}}};
  go(making, flow->start);
}

void open(Making& making, std::string_view id, Vars vars) {
  put_aside(making);
  begin(making, id, std::move(vars));
}

void hold(Making& making) {
  stop_waiting(making);
  Thread thread = std::exchange(making.session().thread, {});
  if (thread.empty() || thread.front().flow == return_flow || thread.front().flow == help_flow) return;
  let_wait(making, std::move(thread));
}

void put_aside(Making& making) {
  stop_waiting(making);
  prune(making);
  Thread thread = own_part(making.content, std::exchange(making.session().thread, {}));
  if (!thread.empty()) let_wait(making, std::move(thread));
}

void open_or_offer(Making& making, std::string_view id) {
  making.session().person.erase(left_mark);  // they opened something themselves
  std::vector<Thread>& waiting = making.session().waiting;
  const Thread here = own_part(making.content, making.session().thread);
  if (!here.empty() && here.front().flow == id) making.session().thread.clear();  // asked for again: from the beginning
  put_aside(making);
  const auto found = std::ranges::find(waiting, id, [&](const Thread& thread) { return topic(making.content, thread); });
  const Flow* flow = making.content.flow(id);
  if (found != waiting.end() && flow && flow->everywhere) waiting.erase(found);
  else if (found != waiting.end()) {
    std::rotate(found, found + 1, waiting.end());
    return offer_return(making, "paused");
  }
  open(making, id);
}

void offer_return(Making& making, std::string_view why) {
  making.session().person.erase(left_mark);
  Vars vars;
  vars["why"] = std::string(why);
  const Thread& thread = making.session().waiting.back();
  if (const Flow* flow = making.content.flow(topic(making.content, thread))) vars["title"] = making.render(flow->title);
  begin(making, return_flow, std::move(vars));
}

bool has_left(const Session& session) { return session.person.find(left_mark) != nullptr; }

void thread_ended(Making& making) {
  stop_waiting(making);
  if (making.goes_back && resume(making) == After::elsewhere) return;
  prune(making);
  const Session& session = making.session();
  if (session.waiting.empty() || has_left(session) || making.ended == return_flow || making.ended == crisis_flow) return;
  offer_return(making, "done");
}

void lose_place(Making& making) {
  making.session().thread.clear();
  stop_waiting(making);
  say(making, Line::gone);
  if (making.budget > 0) begin(making, menu_flow, {});
}

After do_deed(Making& making, Deed deed) {
  switch (deed) {
    case Deed::forget: return forget(making);
    case Deed::tell: tell(making); return After::here;
    case Deed::resume: return resume(making);
    case Deed::drop: return drop(making);
    case Deed::leave: return leave(making);
    case Deed::rest: return rest(making);
  }
  return After::here;
}

}  // namespace core
