#include "core/answer.hpp"

#include <algorithm>

#include "core/commands.hpp"
#include "core/speak.hpp"
#include "core/text.hpp"
#include "core/threads.hpp"
#include "core/walk.hpp"

namespace core {

namespace {

/// Bytes. What is said back must fit into one message of any channel (Signal's limit is 2,000 for a whole message).
constexpr std::size_t longest_answer = 1200, longest_item = 300;
constexpr std::uint32_t most_tries = 2;

bool takes_any_text(const Ask& ask) {
  return std::holds_alternative<FreeText>(ask.answer) || std::holds_alternative<Collect>(ask.answer);
}

std::optional<std::size_t> chosen(Making& making, const std::vector<Offered>& all, std::string_view folded, Match how) {
  std::vector<std::string> folded_now(all.size());  // labels whose text is not known before
  std::vector<Option> options(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    options[i].also = all[i].also;
    if (all[i].text != no_text) options[i].label = making.content.texts.text(all[i].text, making.language).folded();
    if (options[i].label.empty()) options[i].label = folded_now[i] = fold(all[i].label);
  }
  return match_option(making.words(), options, folded, how);
}

/// "yes" and "no" in all their spellings, where the question has choices of those ids.
std::optional<std::size_t> chosen_yes_no(Making& making, const Ask& ask, const std::vector<Offered>& all, std::string_view folded) {
  const std::optional<bool> yes = match_yes_no(making.words(), folded);
  if (!yes) return {};
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].kind == Offered::Kind::choice && ask.choices[all[i].index].id == (*yes ? "yes" : "no")) return i;
  return {};
}

void add_item(List& list, std::string_view item, std::size_t most) {
  const std::size_t begin = item.find_first_not_of(" \t-*"), end = item.find_last_not_of(" \t\r");
  if (begin == std::string_view::npos || end < begin || list.size() >= most) return;
  list.emplace_back(item.substr(begin, end - begin + 1));
}

void add_lines(List& list, std::string_view text, std::size_t most) {
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find_first_of("\n;", from), text.size());
    add_item(list, text.substr(from, to - from), most);
    from = to + 1;
  }
}

void collect(Making& making, const Ask& ask, const Collect& what, NodeIndex next, std::string_view text) {
  if (text.size() > longest_item) return say(making, Line::too_long);
  Value value = making.lookup(what.into);
  List list = std::holds_alternative<List>(value) ? std::get<List>(std::move(value)) : List{};
  add_lines(list, text, what.to);
  const bool full = list.size() >= what.to;
  making.assign(what.into, std::move(list));
  making.frame().tries = 0;
  if (full) return go_past(making, next);
  core::ask(making, ask, more_text(making, ask));
}

void take_text(Making& making, const Node& node, const Ask& ask, std::string_view text) {
  if (const Collect* what = std::get_if<Collect>(&ask.answer)) return collect(making, ask, *what, node.next, text);
  if (text.size() > longest_answer) return say(making, Line::too_long);
  making.assign(std::get<FreeText>(ask.answer).into, std::string(text));
  go_past(making, node.next);
}

void take_item(Making& making, const Node& node, const Pick& pick, std::size_t index) {
  const bool notebook = pick.from.op == Expression::Op::ref && pick.from.name == "kept";
  if (notebook) making.assign(pick.into, making.session().notebook[index].key);
  else making.assign(pick.into, static_cast<double>(index + 1));
  go_past(making, node.next);
}

void take_choice(Making& making, const Node& node, const Choice& choice) {
  if (making.trace) making.trace->choice(making.frame().flow, node.id, choice.id);
  making.assign(choice.set);
  go_past(making, choice.next == no_node ? node.next : choice.next);
}

void take(Making& making, const Node& node, const Ask& ask, const Offered& offered) {
  switch (offered.kind) {
    case Offered::Kind::example: return take_text(making, node, ask, offered.label);
    case Offered::Kind::item: return take_item(making, node, std::get<Pick>(ask.answer), offered.index);
    case Offered::Kind::choice: return take_choice(making, node, ask.choices[offered.index]);
    case Offered::Kind::done: return go_past(making, node.next);
  }
}

/// A number or a country.
bool take_value(Making& making, const Node& node, const Ask& ask, std::string_view folded) {
  if (const NumberAnswer* number = std::get_if<NumberAnswer>(&ask.answer)) {
    const auto value = match_number(making.words(), folded, number->min, number->max);
    if (!value) return false;
    making.assign(number->into, *value);
  } else if (const CountryAnswer* country = std::get_if<CountryAnswer>(&ask.answer)) {
    const Country* found = making.content.helplines.country(folded);
    if (!found) return false;
    making.assign(country->into, found->code);
  } else {
    return false;
  }
  go_past(making, node.next);
  return true;
}

/// Kinder each time, with what can be chosen shown again; then on, as if skipped. Never the same sentence again.
void try_again(Making& making, const Node& node, const Ask& question) {
  const std::uint32_t tries = making.frame().tries++;
  if (tries >= most_tries) {
    say(making, Line::moved_on);
    return go_past(making, skip_target(node));
  }
  const bool own = tries < question.retry.size();
  ask(making, question, own ? making.render(question.retry[tries]) : next_variant(making, Line::not_understood));
}

bool digressed(Making& making, std::string_view folded, bool only_everywhere) {
  const std::string_view id = opened_by(making.content, folded);
  const Flow* flow = id.empty() ? nullptr : making.content.flow(id);
  if (!flow || (only_everywhere && !flow->everywhere)) return false;
  open_or_offer(making, id);
  return true;
}

bool done_collecting(Making& making, const std::vector<Offered>& all, std::string_view folded) {
  return !all.empty() && all.back().kind == Offered::Kind::done && is_one_of(making.words().done, folded);
}

void answer_question(Making& making, const Node& node, const Ask& ask, std::string_view text, std::string_view folded) {
  const std::vector<Offered> all = offer(making, ask);
  const bool open_question = takes_any_text(ask);
  if (!std::holds_alternative<NumberAnswer>(ask.answer))
    if (const auto option = chosen(making, all, folded, Match::exact)) return take(making, node, ask, all[*option]);
  if (obeyed(making, folded, open_question ? Match::exact : Match::generous)) return;
  if (done_collecting(making, all, folded)) return go_past(making, node.next);
  if (digressed(making, folded, open_question)) return;
  if (open_question) return take_text(making, node, ask, text);
  if (take_value(making, node, ask, folded)) return;
  if (const auto option = chosen_yes_no(making, ask, all, folded)) return take(making, node, ask, all[*option]);
  if (const auto option = chosen(making, all, folded, Match::generous)) return take(making, node, ask, all[*option]);
  try_again(making, node, ask);
}

void answer_pace(Making& making, const Node& node, std::string_view folded) {
  if (obeyed(making, folded, Match::generous) || digressed(making, folded, false)) return;
  if (is_one_of(making.words().one_more, folded)) return go_on_pacing(making);
  if (is_one_of(making.words().done, folded)) return go_past(making, node.next);
  say(making, Line::pace_heard);
}

/// The one flow whose keyword stands in a longer message; empty when there is none or more than one.
std::string_view opened_within(const Content& content, std::string_view folded) {
  std::string_view found;
  for (const auto& [phrase, flow] : content.openers)
    if (holds_phrase(folded, phrase)) {
      if (!found.empty() && found != flow) return {};
      found = flow;
    }
  return found;
}

}  // namespace

std::string_view opened_by(const Content& content, std::string_view folded) {
  const auto found = content.openers.find(folded);
  return found == content.openers.end() ? std::string_view{} : std::string_view(found->second);
}

bool is_an_offered_answer(Making& making, std::string_view text) {
  const Node* node = making.node();
  const Ask* ask = node ? std::get_if<Ask>(&node->kind) : nullptr;
  return ask && chosen(making, offer(making, *ask), fold(text), Match::exact);
}

bool left_by_own_word(Making& making, std::string_view text) {
  const Value* own = making.session().person.find("exit_word");
  if (!own || count(*own) == 0) return false;
  const std::string folded = fold(text), word = fold(as_text(*own));
  if (word.empty() ? as_text(*own) != text : word != folded) return false;  // signs and emoji alone fold to nothing
  obey(making, Command::exit);
  return true;
}

bool obeyed(Making& making, std::string_view folded, Match how) {
  const std::optional<Command> command = match_command(making.words(), folded, how);
  if (command) obey(making, *command);
  return command.has_value();
}

void take_answer(Making& making, std::string_view text) {
  const Node* node = making.node();
  if (!node) return lose_place(making);
  const std::string folded = fold(text);
  const Ask* ask = std::get_if<Ask>(&node->kind);
  if (text.find_first_not_of(" \n\t") == std::string_view::npos) return say(making, Line::empty);
  if (ask) return answer_question(making, *node, *ask, text, folded);
  if (std::holds_alternative<Pace>(node->kind)) return answer_pace(making, *node, folded);
  lose_place(making);
}

void take_opening(Making& making, std::string_view text, bool first_contact) {
  const std::string folded = fold(text);
  if (obeyed(making, folded, Match::generous)) return;
  std::string_view flow = opened_by(making.content, folded);
  if (flow.empty() && making.session().waiting.empty()) flow = opened_within(making.content, folded);
  if (flow.empty() && !making.session().waiting.empty() && is_one_of(making.words().one_more, folded)) {
    do_deed(making, Deed::resume);
    return;
  }
  if (!flow.empty()) {
    if (first_contact && flow != "welcome") say(making, Line::first_words);
    return open_or_offer(making, flow);
  }
  if (!making.session().waiting.empty() && !has_left(making.session())) return offer_return(making, "paused");
  open(making, first_contact ? "welcome" : "menu");
}

}  // namespace core
