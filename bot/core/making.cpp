#include "core/making.hpp"

#include <algorithm>

#include "core/taking_back.hpp"

namespace core {

namespace {

constexpr std::string_view person_prefix = "person.", kept_prefix = "kept.";

Value kept(const Session& session, std::string_view key) {
  for (const Entry& entry : session.notebook)
    if (entry.key == key) return entry.value;
  return {};
}

Value kept_titles(const Session& session) {
  List titles;
  for (const Entry& entry : session.notebook) titles.push_back(entry.title);
  return titles;
}

/// How long what was said stays, when nothing more is written: the bot says so, so it has to be true.
double stays_days(Session session, TimePoint now) {
  session.seen = now;
  return static_cast<double>((expires(session) - now) / std::chrono::hours(24));
}

std::string language_of(const Content& content, const Session& session) {
  const Value* chosen = session.person.find("language");
  return chosen ? as_text(*chosen) : content.language;
}

}  // namespace

Making::Making(const Content& all, Session session, TimePoint when, Trace* told)
    : content(all), now(when), trace(told), language(language_of(all, session)) {
  turn.session = std::move(session);
}

const Flow* Making::flow() const { return idle() ? nullptr : content.flow(turn.session.thread.back().flow); }

const Node* Making::node() const {
  const Flow* here = flow();
  if (!here) return nullptr;
  const NodeIndex index = here->find(turn.session.thread.back().node);
  return index == no_node ? nullptr : &here->nodes[index];
}

Value Making::lookup(std::string_view name) const {
  if (name.starts_with(person_prefix)) {
    const Value* found = turn.session.person.find(name.substr(person_prefix.size()));
    return found ? *found : Value{};
  }
  if (name == "kept") return kept_titles(turn.session);
  if (name.starts_with("kept.$")) return kept(turn.session, as_text(lookup(name.substr(kept_prefix.size() + 1))));
  if (name.starts_with(kept_prefix)) return kept(turn.session, name.substr(kept_prefix.size()));
  if (name == "stays_days") return stays_days(turn.session, now);
  if (idle()) return {};
  const Value* found = turn.session.thread.back().vars.find(name);
  return found ? *found : Value{};
}

void Making::assign(std::string_view name, Value value) {
  const bool persons = name.starts_with(person_prefix);
  Vars& vars = persons ? session().person : frame().vars;
  const std::string_view key = persons ? name.substr(person_prefix.size()) : name;
  if (!reference.empty()) note_given(*this, name, lookup(name), value);
  if (std::holds_alternative<std::monostate>(value)) vars.erase(key);
  else vars[key] = std::move(value);
  if (name == "person.language") language = language_of(content, session());
}

void Making::assign(const std::vector<Assignment>& assignments) {
  for (const Assignment& each : assignments) assign(each.name, evaluate(each.value, scope()));
}

Scope Making::scope() {
  return {[this](std::string_view name) { return lookup(name); }, [this](TextId text) { return render(text); }};
}

bool Making::holds(const std::optional<Condition>& condition) {
  return !condition || core::holds(*condition, scope());
}

std::string Making::render(TextId text) {
  return content.texts.text(text, language).render([this](std::string_view name) { return lookup(name); });
}

bool exists(const Content& content, const Frame& frame) {
  const Flow* flow = content.flow(frame.flow);
  return flow && flow->find(frame.node) != no_node;
}

}  // namespace core
