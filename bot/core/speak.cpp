#include "core/speak.hpp"

#include <algorithm>

namespace core {

namespace {

/// More counters than the variants that one person meets; the oldest goes first.
constexpr std::size_t most_counters = 64;
/// Bytes. Signal takes 2,000 in a message, and the numbered choices stand below.
constexpr std::size_t longest_text = 1500;

std::uint32_t count_up(Session& session, std::string_view what) {
  const auto found = std::ranges::find(session.said, what, &Said::what);
  if (found != session.said.end()) return found->times++;
  if (session.said.size() == most_counters) session.said.erase(session.said.begin());
  session.said.push_back({std::string(what), 1});
  return 0;
}

void offer_examples(Making& making, const Ask& ask, const List& given, std::vector<Offered>& all) {
  for (std::size_t i = 0; i < ask.examples.size(); ++i) {
    std::string label = making.render(ask.examples[i]);
    if (std::ranges::find(given, label) == given.end())
      all.push_back({Offered::Kind::example, i, std::move(label), ask.examples[i], {}});
  }
}

void offer_choices(Making& making, const Ask& ask, std::vector<Offered>& all) {
  for (std::size_t i = 0; i < ask.choices.size(); ++i) {
    const Choice& choice = ask.choices[i];
    if (!making.holds(choice.when)) continue;
    all.push_back({Offered::Kind::choice, i, making.render(choice.label), choice.label, {}});
    if (choice.also != no_text) all.back().also = making.content.texts.text(choice.also, making.language).alternatives();
  }
}

/// Where a text that is too long is parted: after a line, else after a word, else anywhere between code points.
std::size_t good_break(std::string_view text) {
  for (const char separator : {'\n', ' '})
    if (const std::size_t at = text.rfind(separator, longest_text - 1); at != std::string_view::npos && at > 0) return at + 1;
  std::size_t end = longest_text;
  while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return end;
}

List given_so_far(const Making& making, const Collect& collect) {
  const Value value = making.lookup(collect.into);
  const List* list = std::get_if<List>(&value);
  return list ? *list : List{};
}

}  // namespace

bool begun(const Making& making, const Ask& ask) {
  const Collect* collect = std::get_if<Collect>(&ask.answer);
  return collect && !given_so_far(making, *collect).empty();
}

std::string more_text(Making& making, const Ask& ask) {
  const TextId more = std::get<Collect>(ask.answer).more;
  return more == no_text ? next_variant(making, ask.text) : making.render(more);
}

std::vector<Offered> offer(Making& making, const Ask& ask) {
  std::vector<Offered> all;
  all.reserve(ask.examples.size() + ask.choices.size() + 1);
  const Collect* collect = std::get_if<Collect>(&ask.answer);
  const List given = collect ? given_so_far(making, *collect) : List{};
  offer_examples(making, ask, given, all);
  if (const Pick* pick = std::get_if<Pick>(&ask.answer)) {
    const Value value = evaluate(pick->from, making.scope());
    if (const List* items = std::get_if<List>(&value))
      for (std::size_t i = 0; i < items->size(); ++i) all.push_back({Offered::Kind::item, i, (*items)[i], no_text, {}});
  }
  offer_choices(making, ask, all);
  if (collect && given.size() >= collect->from)
    all.push_back({Offered::Kind::done, 0, next_variant(making, Line::collect_done), no_text, {}});
  return all;
}

void say(Making& making, std::string text, std::vector<std::string> choices) {
  const bool urgent = !making.idle() && making.frame().flow == crisis_flow;
  while (text.size() > longest_text) {
    const std::size_t end = good_break(text);
    making.turn.replies.push_back({text.substr(0, end), {}, urgent});
    text.erase(0, end);
  }
  making.turn.replies.push_back({std::move(text), std::move(choices), urgent});
}

std::string next_variant(Making& making, std::span<const TextId> variants) {
  if (variants.empty()) return {};
  if (variants.size() == 1) return making.render(variants[0]);
  const std::uint32_t times = count_up(making.session(), making.content.texts.context(variants[0]));
  return making.render(variants[times % variants.size()]);
}

std::string next_variant(Making& making, Line line) {
  return next_variant(making, making.content.lines[static_cast<std::size_t>(line)]);
}

void say(Making& making, std::span<const TextId> variants) { say(making, next_variant(making, variants)); }

void say(Making& making, Line line) { say(making, next_variant(making, line)); }

void ask(Making& making, const Ask& question, std::string text) {
  std::vector<std::string> labels;
  labels.reserve(question.examples.size() + question.choices.size() + 1);
  for (Offered& each : offer(making, question)) labels.push_back(std::move(each.label));
  say(making, std::move(text), std::move(labels));
}

void tell(Making& making) {
  say(making, making.session().notebook.empty() ? Line::nothing_kept : Line::tell_head);
  for (const Entry& entry : making.session().notebook) say(making, entry.title + "\n" + as_numbered(entry.value));
  say(making, Line::tell_settings);
}

}  // namespace core
