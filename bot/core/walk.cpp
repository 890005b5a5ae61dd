#include "core/walk.hpp"

#include <algorithm>

#include "core/refer.hpp"
#include "core/speak.hpp"
#include "core/threads.hpp"

namespace core {

namespace {

constexpr std::size_t deepest_call = 16, longest_trail = 20, most_kept = 200;

void set_timer(Making& making, Timer::Kind kind, Duration after) {
  std::erase_if(making.session().timers, [&](const Timer& timer) { return timer.kind == kind; });
  making.session().timers.push_back({kind, making.now + after});
}

void say_pace_line(Making& making, const Pace& pace) {
  const PaceLine& line = pace.lines[making.frame().at % pace.lines.size()];
  say(making, making.render(line.text));
  set_timer(making, Timer::Kind::pace, line.wait);
}

void keep(Making& making, const Keep& keep) {
  std::vector<Entry>& notebook = making.session().notebook;
  const std::string key = as_text(evaluate(keep.as, making.scope()));
  const auto found = std::ranges::find(notebook, key, &Entry::key);
  if (!keep.value) {
    if (found != notebook.end()) notebook.erase(found);
    return;
  }
  Entry entry{key, keep.title == no_text ? std::string() : making.render(keep.title),
              evaluate(*keep.value, making.scope()), making.now};
  if (found == notebook.end()) {
    if (notebook.size() < most_kept) notebook.push_back(std::move(entry));
  } else {
    if (entry.title.empty()) entry.title = found->title;
    *found = std::move(entry);
  }
}

void remind(Making& making, const Remind& remind) {
  std::erase_if(making.session().timers, [](const Timer& timer) { return timer.kind == Timer::Kind::reminder; });
  if (!remind.after_days) return;
  const double days = std::clamp(as_number(evaluate(*remind.after_days, making.scope())), 1.0, 366.0);
  set_timer(making, Timer::Kind::reminder, std::chrono::hours(24) * static_cast<int>(days));
}

NodeIndex call(Making& making, const Call& call) {
  const Flow* flow = making.content.flow(call.flow);
  if (!flow || making.session().thread.size() >= deepest_call) return no_node;
  Frame frame{call.flow, {}, {}, 0, 0, {}};
  for (const Assignment& each : call.with) frame.vars[each.name] = evaluate(each.value, making.scope());
  making.session().thread.push_back(std::move(frame));
  return flow->start;
}

/// Back to the flow that called; no_node when nobody did, and the thread is over.
NodeIndex leave_frame(Making& making) {
  const Frame ended = std::move(making.frame());
  making.session().thread.pop_back();
  const Node* caller = making.node();
  if (!caller) return no_node;
  if (const Call* call = std::get_if<Call>(&caller->kind))
    for (const Returned& each : call->returns)
      if (const Value* value = ended.vars.find(each.theirs)) making.assign(each.ours, *value);
  return caller->next;
}

/// What a node does, and where it leads: a node to go on with, or nothing when the turn waits here.
struct Visit {
  Making& making;
  const Node& node;
  using Next = std::optional<NodeIndex>;

  Next operator()(const Say& say_node) { say(making, say_node.text); return node.next; }
  Next operator()(const Ask& question) {
    if (question.timeout) set_timer(making, Timer::Kind::timeout, question.timeout->after);
    ask(making, question, begun(making, question) ? more_text(making, question) : next_variant(making, question.text));
    return {};
  }
  Next operator()(const Branch& branch) {
    for (const BranchArm& arm : branch.arms)
      if (making.holds(arm.when)) return arm.next;
    return node.next;
  }
  Next operator()(const Set& set) { making.assign(set.set); return node.next; }
  Next operator()(const Call& called) {
    const NodeIndex start = call(making, called);
    return start == no_node ? node.next : start;
  }
  Next operator()(const Pace& pace) { say_pace_line(making, pace); return {}; }
  Next operator()(const Keep& what) { keep(making, what); return node.next; }
  Next operator()(const Remind& what) { remind(making, what); return node.next; }
  Next operator()(const Refer& what) { refer(making, what.kinds, what.most); return node.next; }
  Next operator()(const Act& act) {
    if (do_deed(making, act.deed) == After::elsewhere) return {};
    return node.next == no_node ? end() : Next{node.next};
  }
  Next operator()(const End&) { return end(); }

  Next end() {
    making.ended = making.frame().flow;
    making.goes_back = making.ended == help_flow && making.frame().vars.find(held_mark);
    const NodeIndex next = leave_frame(making);
    if (making.idle()) { thread_ended(making); return {}; }
    return next;
  }
};

}  // namespace

void go(Making& making, NodeIndex index) {
  for (std::optional<NodeIndex> next = index; next;) {
    const Flow* flow = making.flow();
    if (!flow || *next >= flow->nodes.size() || making.budget == 0) return lose_place(making);
    --making.budget;
    const Node& node = flow->nodes[*next];
    making.frame().node = node.id;
    making.frame().tries = 0;
    making.frame().at = 0;
    if (making.trace) making.trace->node(flow->id, node.id);
    next = std::visit(Visit{making, node}, node.kind);
  }
}

void ask_again(Making& making) {
  const Node* node = making.node();
  if (!node) return lose_place(making);
  making.frame().tries = 0;
  if (const Pace* pace = std::get_if<Pace>(&node->kind)) return say_pace_line(making, *pace);
  go(making, making.flow()->find(node->id));
}

void go_past(Making& making, NodeIndex next) {
  std::vector<std::string>& trail = making.frame().trail;
  if (trail.size() == longest_trail) trail.erase(trail.begin());
  trail.push_back(making.frame().node);
  stop_waiting(making);
  go(making, next);
}

void go_on_pacing(Making& making) {
  const Node* node = making.node();
  const Pace* pace = node ? std::get_if<Pace>(&node->kind) : nullptr;
  if (!pace) return;
  if (++making.frame().at < pace->lines.size() * pace->times) return say_pace_line(making, *pace);
  go(making, node->next);
}

void stop_waiting(Making& making) {
  std::erase_if(making.session().timers, [](const Timer& timer) { return timer.kind != Timer::Kind::reminder; });
}

}  // namespace core
