#include "core/lexicon.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "core/text.hpp"

namespace core {
namespace {

// A phrase that can be said in more ways than this was not meant to be.
constexpr std::size_t most_ways = 5000;

[[noreturn]] void refuse(std::string_view what, std::string_view which) {
  throw std::invalid_argument(std::string(what) + " '" + std::string(which) + "'");
}

template <class Steps>
void append(Steps& to, const Steps& more) { to.insert(to.end(), more.begin(), more.end()); }

}  // namespace

Lexicon::Lexicon(std::string language)
    : language_(std::move(language)), signals_{"idiom", "pseudo", "live", "past", "recent", "fiction"} {
  add_group("number", {});
  vocabulary_.add_numbers(groups_.find("number")->second.of);
}

ClassId Lexicon::class_of(const std::string& word) {
  const auto [place, fresh] = classes_.try_emplace(word, next_class_);
  if (fresh) vocabulary_.add(word, next_class_++);
  return place->second;
}

std::vector<std::string> Lexicon::plain_words(std::string_view text) const {
  const Reading reading(text);
  std::vector<std::string> out;
  for (const auto& word : reading.words()) out.emplace_back(reading.text(word));
  if (out.empty()) refuse("there is no word in", text);
  return out;
}

void Lexicon::add_group(const std::string& name, const std::vector<std::string>& members) {
  const auto [place, fresh] = groups_.try_emplace(name, Group{next_class_, {}});
  if (!fresh) refuse("there already is a group", name);
  auto& group = place->second;
  ++next_class_;
  for (const auto& member : members) {
    if (member.starts_with('{')) {
      const auto other = groups_.find(std::string_view(member).substr(1, member.size() - 2));
      if (other == groups_.end() || other == place) refuse("there is no group before this of the name", member);
      group.phrases.push_back({other->second.of});
      append(group.phrases, other->second.phrases);
      continue;
    }
    const auto parts = plain_words(member);
    if (parts.size() == 1) { vocabulary_.add(parts[0], group.of); continue; }
    Steps steps;
    for (const auto& part : parts) steps.push_back(class_of(part));
    group.phrases.push_back(std::move(steps));
  }
}

void Lexicon::add_role(Vocabulary::Role role, std::string_view word) {
  for (const auto& part : plain_words(word)) vocabulary_.add_role(part, role);
}

void Lexicon::add_slips(std::string_view word) { vocabulary_.add_slips(plain_words(word).front()); }

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

void Lexicon::add_ways(Ways& ways, std::string_view alternative) {
  if (alternative.starts_with('{')) {
    const auto group = alternative.ends_with('}') ? groups_.find(alternative.substr(1, alternative.size() - 2)) : groups_.end();
    if (group == groups_.end()) refuse("there is no group", alternative);
    ways.push_back({group->second.of});
    return append(ways, group->second.phrases);
  }
  Steps steps;
  for (const auto& part : plain_words(alternative)) steps.push_back(class_of(part));
  ways.push_back(std::move(steps));
}

Lexicon::Ways Lexicon::ways_of(std::string_view element) {
  if (element == "...") return {{Phrases::gap}};
  Ways ways;
  if (element.ends_with('?')) {
    ways.emplace_back();
    element.remove_suffix(1);
  }
  for (std::size_t begin = 0; begin <= element.size();) {
    const auto end = std::min(element.find('|', begin), element.size());
    add_ways(ways, element.substr(begin, end - begin));
    begin = end + 1;
  }
  return ways;
}

void Lexicon::add(std::string_view phrase, std::uint32_t meaning) {
  Ways whole{{}};
  for (std::size_t begin = 0; begin < phrase.size();) {
    const auto end = std::min(phrase.find(' ', begin), phrase.size());
    const auto element = phrase.substr(begin, end - begin);
    begin = end + 1;
    if (element.empty()) continue;
    Ways longer;
    for (const auto& way : ways_of(element))
      for (auto start : whole) { append(start, way); longer.push_back(std::move(start)); }
    whole = std::move(longer);
    if (whole.size() > most_ways) refuse("there are too many ways to say", phrase);
  }
  for (const auto& steps : whole) {
    if (steps.empty() || steps.front() == Phrases::gap || steps.back() == Phrases::gap)
      refuse("a word must stand first and last in", phrase);
    phrases_.add(steps, meaning);
  }
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
    if (word.together > 1 && word.end - word.begin == 1 && words[i + 1].end - words[i + 1].begin == 1) {
      pull_apart(reading, i, out);
      i += word.together - 1U;
      continue;
    }
    if (word.together > 1)
      if (const auto id = vocabulary_.find_chunk(reading.together(i)); id != unknown_word) {
        out.push_back({id, word.before});
        i += word.together - 1U;
        continue;
      }
    out.push_back({vocabulary_.find(reading.text(word)), word.before});
  }
  return out;
}

std::vector<Hit> Lexicon::find(const std::vector<Token>& tokens) const {
  std::vector<Hit> hits;
  phrases_.find(vocabulary_, tokens, hits);
  return hits;
}

}  // namespace core
