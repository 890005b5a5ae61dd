#include "core/vocabulary.hpp"

#include <algorithm>

namespace core {
namespace {

constexpr WordId number_word = 1;
// Shorter words have too many neighbours that mean something else: "kill", "kiln".
constexpr std::size_t shortest_with_slips = 5;

std::string without_runs(std::string_view word) {
  std::string out(word);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool has_run(std::string_view word) { return std::adjacent_find(word.begin(), word.end()) != word.end(); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_plain_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Whether `longer` is `word` with letters typed more than once.
bool stretches(std::string_view longer, std::string_view word) {
  std::size_t i = 0;
  for (std::size_t j = 0; j < longer.size(); ++j) {
    if (i < word.size() && longer[j] == word[i]) ++i;
    else if (j == 0 || longer[j] != longer[j - 1]) return false;
  }
  return i == word.size();
}

char undisguised(char c, char one) {
  switch (c) {
    case '0': return 'o';
    case '1': case '|': return one;
    case '!': return 'i';
    case '3': return 'e';
    case '4': case '@': return 'a';
    case '5': case '$': return 's';
    case '7': return 't';
    case '8': return 'b';
    case '9': return 'g';
    default: return c;
  }
}

std::string only_letters(std::string_view chunk) {
  std::string out;
  std::copy_if(chunk.begin(), chunk.end(), std::back_inserter(out), [](char c) { return is_plain_letter(c) || is_digit(c); });
  return out;
}

std::vector<std::string> slips(const std::string& word) {
  std::vector<std::string> out;
  for (std::size_t i = 1; i < word.size(); ++i) {
    out.push_back(std::string(word).erase(i, 1));
    if (i + 1 < word.size()) { out.push_back(word); std::swap(out.back()[i], out.back()[i + 1]); }
  }
  return out;
}

std::vector<std::string> starred(const std::string& word) {
  std::vector<std::string> out;
  for (std::size_t i = 1; i < word.size(); ++i)
    for (std::size_t size = 1; i + size <= word.size(); ++size) {
      out.push_back(word);
      out.back().replace(i, size, size, '*');
    }
  return out;
}

}  // namespace

void Vocabulary::Word::add(ClassId of) {
  const auto place = std::lower_bound(classes.begin(), classes.end(), of);
  if (place == classes.end() || *place != of) classes.insert(place, of);
}

void Vocabulary::Word::add(const Word& other) {
  for (const auto of : other.classes) add(of);
  roles |= other.roles;
}

Vocabulary::Vocabulary() : words_(2) {}

WordId Vocabulary::at(std::string_view word) {
  const auto [place, fresh] = ids_.try_emplace(std::string(word), static_cast<WordId>(words_.size()));
  if (fresh) words_.emplace_back();
  longest_ = std::max(longest_, word.size());
  return place->second;
}

void Vocabulary::add(std::string_view word, ClassId of) { words_[at(word)].add(of); }
void Vocabulary::add_role(std::string_view word, Role role) { words_[at(word)].roles |= role; }
void Vocabulary::add_slips(std::string_view word) { with_slips_.emplace_back(word); }
void Vocabulary::add_numbers(ClassId of) { words_[number_word].add(of); }

void Vocabulary::finish() {
  for (auto& [text, id] : ids_)
    if (std::all_of(text.begin(), text.end(), is_digit)) words_[id].add(words_[number_word]);
  for (const auto& word : with_slips_) {
    const auto id = find_exactly(word);
    if (word.size() >= shortest_with_slips) for (auto& slip : slips(word)) ids_.try_emplace(std::move(slip), id);
    for (auto& stars : starred(word)) ids_.try_emplace(std::move(stars), id);
  }
  std::vector<std::pair<std::string, WordId>> known(ids_.begin(), ids_.end());
  StringMap<std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < known.size(); ++i) alike[without_runs(known[i].first)].push_back(i);
  for (const auto& [key, members] : alike) {
    if (members.size() == 1) { single_.emplace(key, known[members[0]].second); continue; }
    Word all;
    for (const auto i : members) all.add(words_[known[i].second]);
    for (const auto i : members)
      for (const auto j : members)
        if (i != j && stretches(known[i].first, known[j].first)) words_[known[i].second].add(words_[known[j].second]);
    single_.emplace(key, static_cast<WordId>(words_.size()));
    words_.push_back(std::move(all));
  }
}

WordId Vocabulary::find_exactly(std::string_view letters) const {
  const auto found = ids_.find(letters);
  return found == ids_.end() ? unknown_word : found->second;
}

WordId Vocabulary::find_doubled(std::string_view letters) const {
  if (const auto exact = find_exactly(letters); exact != unknown_word || !has_run(letters)) return exact;
  const auto found = single_.find(without_runs(letters));
  return found == single_.end() ? unknown_word : found->second;
}

WordId Vocabulary::find_disguised(std::string_view letters, char one) const {
  std::string plain(letters);
  std::transform(plain.begin(), plain.end(), plain.begin(), [&](char c) { return undisguised(c, one); });
  return find_doubled(plain);
}

WordId Vocabulary::find(std::string_view letters) const {
  if (const auto id = find_doubled(letters); id != unknown_word) return id;
  if (std::all_of(letters.begin(), letters.end(), is_plain_letter)) return unknown_word;
  if (std::all_of(letters.begin(), letters.end(), is_digit)) return number_word;
  if (const auto id = find_disguised(letters, 'i'); id != unknown_word) return id;
  if (const auto id = find_disguised(letters, 'l'); id != unknown_word) return id;
  if (is_digit(letters.front())) return number_word;  // "30mg"
  return find_doubled(only_letters(letters));         // "*sighs*"
}

WordId Vocabulary::find_chunk(std::string_view chunk) const {
  if (const auto id = find_disguised(chunk, 'i'); id != unknown_word) return id;
  return find_doubled(only_letters(chunk));
}

}  // namespace core
