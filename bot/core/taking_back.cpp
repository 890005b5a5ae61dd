#include "core/taking_back.hpp"

#include <algorithm>

namespace core {

namespace {

/// A session is saved at every turn; people take back what they have just written.
constexpr std::size_t most_given = 24;
constexpr std::string_view person_prefix = "person.";

/// Of a list only what was added to it.
Value added(const Value& before, const Value& value) {
  const List* now = std::get_if<List>(&value);
  if (!now) return value;
  const List* old = std::get_if<List>(&before);
  const std::size_t from = old ? std::min(old->size(), now->size()) : 0;
  return List(now->begin() + static_cast<List::difference_type>(from), now->end());
}

/// True when nothing of the value is left.
bool remove(Value& held, const Value& given) {
  if (held == given) return true;
  List* list = std::get_if<List>(&held);
  const List* items = std::get_if<List>(&given);
  if (!list || !items) return false;
  std::erase_if(*list, [&](const std::string& item) { return std::ranges::find(*items, item) != items->end(); });
  return list->empty();
}

void remove(Vars& vars, std::string_view name, const Value& given) {
  if (const Value* held = vars.find(name); held && remove(vars[name], given)) vars.erase(name);
}

void remove(Thread& thread, const Given& given) {
  for (Frame& frame : thread) remove(frame.vars, given.name, given.value);
}

void remove(Session& session, const Given& given) {
  if (given.name.starts_with(person_prefix))
    return remove(session.person, std::string_view(given.name).substr(person_prefix.size()), given.value);
  remove(session.thread, given);
  for (Thread& waiting : session.waiting) remove(waiting, given);
  std::erase_if(session.notebook, [&](Entry& entry) { return remove(entry.value, given.value); });
}

}  // namespace

void note_given(Making& making, std::string_view name, const Value& before, const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return;
  std::vector<Given>& given = making.session().given;
  given.push_back({std::string(making.reference), std::string(name), added(before, value)});
  if (given.size() > most_given) given.erase(given.begin());
}

void take_back(Making& making, std::string_view reference) {
  Session& session = making.session();
  for (const Given& given : session.given)
    if (given.reference == reference) remove(session, given);
  std::erase_if(session.given, [&](const Given& given) { return given.reference == reference; });
}

}  // namespace core
