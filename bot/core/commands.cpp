#include "core/commands.hpp"

#include "core/speak.hpp"
#include "core/threads.hpp"
#include "core/walk.hpp"

namespace core {

namespace {

void put_aside_saying(Making& making, Line line) {
  if (making.idle()) return say(making, Line::idle);
  say(making, line);
  put_aside(making);
}

void skip(Making& making) {
  const Node* node = making.node();
  if (!node) return say(making, Line::idle);
  say(making, Line::skipped);
  go_past(making, skip_target(*node));
}

/// The last thing of a list that is being collected is the nearest "back".
bool take_last_item_back(Making& making) {
  const Node* node = making.node();
  const Ask* ask = node ? std::get_if<Ask>(&node->kind) : nullptr;
  const Collect* collect = ask ? std::get_if<Collect>(&ask->answer) : nullptr;
  if (!collect) return false;
  Value value = making.lookup(collect->into);
  List* list = std::get_if<List>(&value);
  if (!list || list->empty()) return false;
  list->pop_back();
  making.assign(collect->into, list->empty() ? Value{} : value);
  return true;
}

/// The question has no answer any more, so that skipping it now leaves nothing of the old one behind. A list stays: its
/// items are taken back one by one.
void take_answer_back(Making& making) {
  const Node* node = making.node();
  const Ask* ask = node ? std::get_if<Ask>(&node->kind) : nullptr;
  if (!ask) return;
  if (const FreeText* text = std::get_if<FreeText>(&ask->answer)) making.assign(text->into, {});
  if (const NumberAnswer* number = std::get_if<NumberAnswer>(&ask->answer)) making.assign(number->into, {});
  for (const Choice& choice : ask->choices)
    for (const Assignment& set : choice.set)
      if (!set.name.starts_with("person.")) making.assign(set.name, {});
}

/// To the question before, in this flow or in one that called it. False where there is none.
bool step_back(Making& making) {
  Thread& thread = making.session().thread;
  std::size_t depth = thread.size();
  while (depth > 0 && thread[depth - 1].trail.empty()) --depth;
  if (depth == 0) return false;
  thread.resize(depth);
  making.frame().node = std::move(making.frame().trail.back());
  making.frame().trail.pop_back();
  take_answer_back(making);
  return true;
}

void back(Making& making) {
  if (making.idle()) return say(making, Line::idle);
  stop_waiting(making);
  if (!take_last_item_back(making) && !step_back(making)) say(making, Line::back_at_start);
  ask_again(making);
}

/// "help" goes back by itself to what it interrupted, and to nothing else.
void help(Making& making) {
  Vars vars;
  const bool again = !making.idle() && making.frame().flow == help_flow && making.frame().vars.find(held_mark);
  const std::string_view front = making.idle() ? help_flow : std::string_view(making.session().thread.front().flow);
  if (again || (front != help_flow && front != return_flow)) vars[held_mark] = std::string("yes");
  hold(making);
  begin(making, help_flow, std::move(vars));
}

}  // namespace

NodeIndex skip_target(const Node& node) {
  const Ask* ask = std::get_if<Ask>(&node.kind);
  return ask && ask->skip != no_node ? ask->skip : node.next;
}

void obey(Making& making, Command command) {
  switch (command) {
    case Command::stop: return put_aside_saying(making, Line::stop);
    case Command::pause: return put_aside_saying(making, Line::pause);
    case Command::not_today: return put_aside_saying(making, Line::not_today);
    case Command::skip: return skip(making);
    case Command::back: return back(making);
    case Command::help: return help(making);
    case Command::menu: return open(making, "menu");
    case Command::exit: do_deed(making, Deed::leave); return;
  }
}

}  // namespace core
