#include "core/lexicon.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "core/text.hpp"

namespace core {
namespace {

// A phrase that can be said in more ways than this was not meant to be.
constexpr std::size_t most_ways = 1000;

[[noreturn]] void refuse(std::string_view what, std::string_view which) {
  throw std::invalid_argument(std::string(what) + " '" + std::string(which) + "'");
}

// As it will be read in a message.
std::string one_word(std::string_view text) {
  const Reading reading(text);
  if (reading.words().size() != 1) refuse("this is not one word:", text);
  return std::string(reading.text(reading.words().front()));
}

// Between `by`, but not within brackets.
std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '(') ++depth;
    if (at < text.size() && text[at] == ')') --depth;
    if (at < text.size() && (text[at] != by || depth > 0)) continue;
    if (at > begin) parts.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  return parts;
}

template <class Steps>
void append(Steps& to, const Steps& more) { to.insert(to.end(), more.begin(), more.end()); }

}  // namespace

Lexicon::Lexicon(std::string language)
    : language_(std::move(language)), signals_{"idiom", "pseudo", "live", "past", "recent", "fiction", "now"} {
  add_group("number", {});
  vocabulary_.add_numbers(groups_.find("number")->second.of);
}

void Lexicon::add_group(const std::string& name, const std::vector<std::string>& members) {
  if (groups_.contains(name)) refuse("there already is a group", name);
  Group group{next_class_++, {}};
  for (const auto& member : members) {
    if (member.find_first_of("{|? ") == std::string::npos) vocabulary_.add(one_word(member), group.of);
    else append(group.phrases, ways_to_say(member));
  }
  groups_.emplace(name, std::move(group));
}

void Lexicon::add_role(Vocabulary::Role role, std::string_view word) {
  vocabulary_.add_role(one_word(word), role);
}

void Lexicon::add_slips(std::string_view word) { vocabulary_.add_slips(one_word(word)); }

std::optional<SignalId> Lexicon::find_signal(std::string_view name) const {
  const auto place = std::find(signals_.begin(), signals_.end(), name);
  if (place == signals_.end()) return std::nullopt;
  return static_cast<SignalId>(place - signals_.begin());
}

SignalId Lexicon::signal(std::string_view name) {
  if (const auto known = find_signal(name)) return *known;
  if (signals_.size() == most_signals) refuse("there are too many signals for", name);
  signals_.emplace_back(name);
  return static_cast<SignalId>(signals_.size() - 1);
}

std::size_t Lexicon::add_rule(Rule rule) {
  const auto same = [&](const Rule& other) { return other.id == rule.id; };
  if (std::any_of(rules_.begin(), rules_.end(), same)) refuse("there already is a rule", rule.id);
  rules_.push_back(std::move(rule));
  return rules_.size() - 1;
}

void Lexicon::add_signal(SignalId signal, std::string_view phrase) { add(phrase, signal); }
void Lexicon::add_phrase(std::size_t rule, std::string_view phrase) {
  add(phrase, static_cast<std::uint32_t>(most_signals + rule));
}

void Lexicon::add_group_ways(Ways& ways, std::string_view braced) const {
  const auto group = braced.ends_with('}') ? groups_.find(braced.substr(1, braced.size() - 2)) : groups_.end();
  if (group == groups_.end()) refuse("there is no group", braced);
  ways.push_back({group->second.of});
  append(ways, group->second.phrases);
}

// Single words to choose from are one class.
Element Lexicon::element(std::string_view written) {
  if (written == "...") return {{}, false, true};
  Element element;
  if (written.ends_with('?')) {
    element.optional = true;
    written.remove_suffix(1);
  }
  const auto [place, fresh] = classes_.try_emplace(std::string(written), next_class_);
  if (fresh) ++next_class_;
  const auto class_of_words = place->second;
  if (written.starts_with('(') && written.ends_with(')')) written = written.substr(1, written.size() - 2);
  else if (written.find('(') != std::string_view::npos) refuse("brackets must stand apart in", written);
  bool has_words = false;
  for (const auto alternative : split(written, '|')) {
    if (alternative.find(' ') != std::string_view::npos) append(element.ways, ways_to_say(alternative));
    else if (alternative.starts_with('{')) add_group_ways(element.ways, alternative);
    else { vocabulary_.add(one_word(alternative), class_of_words); has_words = true; }
  }
  if (has_words) element.ways.push_back({class_of_words});
  return element;
}

// A phrase within a group or brackets, written out.
Lexicon::Ways Lexicon::ways_to_say(std::string_view phrase) {
  Ways whole{{}};
  for (const auto part : split(phrase, ' ')) {
    const auto [ways, optional, gap] = element(part);
    if (gap) refuse("there can be no gap within a choice:", phrase);
    Ways longer;
    if (optional) longer = whole;
    for (const auto& way : ways)
      for (auto start : whole) { append(start, way); longer.push_back(std::move(start)); }
    whole = std::move(longer);
    if (whole.size() > most_ways) refuse("there are too many ways to say", phrase);
  }
  if (std::any_of(whole.begin(), whole.end(), [](const Steps& way) { return way.empty(); })) refuse("no word is needed in", phrase);
  return whole;
}

ElementId Lexicon::element_id(std::string_view written) {
  const auto known = elements_.find(written);
  if (known != elements_.end()) return known->second;
  const auto id = phrases_.define(element(written));
  elements_.emplace(written, id);
  return id;
}

// What may be missing at either end may as well not be asked for.
void Lexicon::add(std::string_view written, std::uint32_t meaning) {
  std::vector<ElementId> phrase;
  for (const auto part : split(written, ' ')) phrase.push_back(element_id(part));
  const auto needed = [&](ElementId id) { return phrases_.is_needed(id); };
  phrase.erase(phrase.begin(), std::find_if(phrase.begin(), phrase.end(), needed));
  phrase.erase(std::find_if(phrase.rbegin(), phrase.rend(), needed).base(), phrase.end());
  if (phrase.empty()) refuse("no word is needed in", written);
  phrases_.add(phrase, meaning);
}

// Letter by letter, the longest word first; a letter that begins no word stands for itself.
void Lexicon::pull_apart(const Reading& reading, std::size_t first, std::vector<Token>& out) const {
  std::string letters;
  const auto& words = reading.words();
  for (std::size_t i = first; i < first + words[first].together; ++i) letters += reading.text(words[i]);
  auto before = words[first].before;
  for (std::size_t at = 0; at < letters.size();) {
    auto size = std::min(letters.size() - at, vocabulary_.longest());
    auto id = unknown_word;
    for (; size > 0 && id == unknown_word; --size) id = vocabulary_.find(std::string_view(letters).substr(at, size));
    out.push_back({id, before});
    before = Reading::Break::none;
    at += size + 1;
  }
}

std::vector<Token> Lexicon::tokens(const Reading& reading) const {
  const auto& words = reading.words();
  std::vector<Token> out;
  out.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    const auto chunk = word.together > 1 && !word.spelled ? vocabulary_.find_chunk(reading.together(i)) : unknown_word;
    if (word.spelled) pull_apart(reading, i, out);
    else if (chunk != unknown_word) out.push_back({chunk, word.before});
    else { out.push_back({vocabulary_.find(reading.text(word)), word.before}); continue; }
    i += word.together - 1U;
  }
  return out;
}

void Lexicon::finish() {
  vocabulary_.finish();
  phrases_.finish(vocabulary_);
}

}  // namespace core
