#include "core/threads.hpp"

#include <algorithm>

#include "core/speak.hpp"
#include "core/walk.hpp"

namespace core {

namespace {

constexpr std::size_t most_waiting = 5;
constexpr std::string_view return_flow = "return", menu_flow = "menu";

bool is_own(const Content& content, const Thread& thread) {
  const Flow* flow = content.flow(thread.front().flow);
  return !flow || flow->system;
}

bool whole(const Content& content, const Thread& thread) {
  return std::ranges::all_of(thread, [&](const Frame& frame) { return exists(content, frame); });
}

void begin(Making& making, const Flow& flow, Vars vars) {
  making.session().thread = {Frame{flow.id, {}, std::move(vars), 0, 0, {}}};
  go(making, flow.start);
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

After forget(Making& making) {
  say(making, Line::forgotten);
  making.session() = Session{};
  making.turn.forget = true;
  return After::elsewhere;
}

After leave(Making& making) {
  put_aside(making);
  say(making, Line::exit);
  making.turn.leave = true;
  return After::elsewhere;
}

}  // namespace

void open(Making& making, std::string_view id, Vars vars) {
  const Flow* flow = making.content.flow(id);
  if (!flow) return;
  put_aside(making);
  begin(making, *flow, std::move(vars));
}

void put_aside(Making& making) {
  Session& session = making.session();
  stop_waiting(making);
  if (!session.thread.empty() && !is_own(making.content, session.thread)) {
    if (session.waiting.size() == most_waiting) session.waiting.erase(session.waiting.begin());
    session.waiting.push_back(std::move(session.thread));
  }
  session.thread.clear();
}

void offer_return(Making& making, std::string_view why) {
  Vars vars;
  vars["why"] = std::string(why);
  const Thread& thread = making.session().waiting.back();
  if (const Flow* flow = making.content.flow(thread.front().flow)) vars["title"] = making.render(flow->title);
  if (const Flow* flow = making.content.flow(return_flow)) begin(making, *flow, std::move(vars));
}

void thread_ended(Making& making) {
  stop_waiting(making);
  if (!making.session().waiting.empty() && making.ended != return_flow) offer_return(making, "done");
}

void lose_place(Making& making) {
  making.session().thread.clear();
  stop_waiting(making);
  say(making, Line::gone);
  const Flow* menu = making.content.flow(menu_flow);
  if (menu && making.budget > 0) begin(making, *menu, {});
}

After do_deed(Making& making, Deed deed) {
  switch (deed) {
    case Deed::forget: return forget(making);
    case Deed::tell: tell(making); return After::here;
    case Deed::resume: return resume(making);
    case Deed::drop: return drop(making);
    case Deed::leave: return leave(making);
  }
  return After::here;
}

}  // namespace core
