#include "content/lexicon_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "content/schema.hpp"
#include "core/crisis.hpp"
#include "core/message.hpp"

namespace {

using core::Level;

std::optional<core::Lexicon> read(const std::optional<content::Document>& document, content::Diagnostics& found) {
  const auto schema = content::Schema::load(MOORING_SOURCE_DIR "/flows/schema/crisis.schema.json", found);
  if (!schema || !document || !schema->check(*document, found)) return std::nullopt;
  return content::read_lexicon(*document, found);
}

std::string listed(const content::Diagnostics& found) {
  std::string text;
  for (const auto& each : found) text += content::to_string(each) + "\n";
  return text;
}

const core::Lexicon& english() {
  static const auto lexicon = [] {
    content::Diagnostics found;
    auto read_lexicon = read(content::read_yaml(MOORING_SOURCE_DIR "/flows/crisis/en.yaml", found), found);
    if (!read_lexicon) throw std::runtime_error(listed(found));
    return std::move(*read_lexicon);
  }();
  return lexicon;
}

core::Risk risk(const std::string& text) { return core::assess({&english(), 1}, core::clean(text)); }

struct Sentence { std::string level, kind, text; };

std::vector<Sentence> sentences(const std::string& name) {
  std::ifstream file(std::string(MOORING_SOURCE_DIR "/tests/crisis/") + name);
  std::vector<Sentence> out;
  for (std::string line; std::getline(file, line);) {
    std::istringstream parts(line);
    Sentence sentence;
    std::getline(parts, sentence.level, '\t');
    std::getline(parts, sentence.kind, '\t');
    std::getline(parts, sentence.text);
    out.push_back(std::move(sentence));
  }
  return out;
}

struct Count { int all = 0, hit = 0; };

double share(Count count) { return count.all == 0 ? 0.0 : static_cast<double>(count.hit) / count.all; }

/// By level, and by kind for crisis: of all sentences, those that were judged a crisis.
std::map<std::string, Count> count_crises(const std::string& name) {
  std::map<std::string, Count> counts;
  for (const auto& sentence : sentences(name)) {
    const bool crisis = risk(sentence.text).level == Level::crisis;
    const auto add = [&](Count& count) { ++count.all; count.hit += crisis ? 1 : 0; };
    add(counts[sentence.level]);
    if (sentence.level == "crisis") add(counts["  " + sentence.kind]);
  }
  for (const auto& [what, count] : counts)
    std::printf("%-18s %4d of %4d judged a crisis: %.3f\n", what.c_str(), count.hit, count.all, share(count));
  return counts;
}

std::string problems_with(const std::string& rules) {
  const std::string start =
      "language: en\nreview: none\ngroups: {self: [myself]}\nnegators: [not]\nnegation_reaches_across: [i]\n"
      "the_writer: [i]\nothers: [she]\noften_misspelt: [suicide]\nsignals: {past: [years ago]}\nidioms: [kill time]\n"
      "rules:\n  - id: a\n    kind: suicide\n    level: crisis\n";
  content::Diagnostics found;
  read(content::parse_yaml(start + rules, "en.yaml", found), found);
  return listed(found);
}

TEST(LexiconReader, takes_rules_that_keep_their_word) {
  EXPECT_EQ(problems_with("    phrases: [\"kill {self}\"]\n    catches: [I kill myself]\n    leaves: [I kill time]\n"), "");
}

TEST(LexiconReader, says_which_sentence_a_rule_misses) {
  EXPECT_EQ(problems_with("    phrases: [\"kill {self}\"]\n    catches: [I am well]\n    leaves: []\n"),
            "en.yaml:16:15: error M025: the rule 'a' misses this: it is none\n");
}

TEST(LexiconReader, says_which_sentence_a_rule_must_leave_alone) {
  EXPECT_EQ(problems_with("    phrases: [\"kill {self}\"]\n    catches: []\n    leaves: [to kill myself]\n"),
            "en.yaml:17:14: error M025: the rule 'a' must leave this alone: it is crisis suicide by 'a'\n");
}

TEST(LexiconReader, says_where_a_group_or_signal_is_missing) {
  EXPECT_EQ(problems_with("    phrases: [\"kill {slef}\"]\n    catches: []\n    leaves: []\n"),
            "en.yaml:15:15: error M025: there is no group '{slef}'\n");
  EXPECT_EQ(problems_with("    phrases: [kill]\n    needs: fear\n    catches: []\n    leaves: []\n"),
            "en.yaml:12:5: error M025: there is no signal 'fear'\n");
}

TEST(LexiconReader, knows_no_other_kinds) {
  EXPECT_NE(problems_with("    phrases: [kill]\n    catches: []\n    leaves: []\n    when: tomorrow\n"), "");
}

TEST(English, finds_the_crises_of_the_development_sentences) {
  auto counts = count_crises("en.tsv");
  EXPECT_GE(counts["crisis"].all + counts["support"].all + counts["none"].all, 400);
  EXPECT_GE(share(counts["crisis"]), 0.95);
  EXPECT_LE(share(counts["none"]), 0.01);
  EXPECT_LE(share(counts["support"]), 0.05);
}

// Written when the rules were frozen, by the hand that wrote the rules, and as indirect as that hand could make them. On
// 2026-11-22: 22 of 82 crises found, 8 of 89 others interrupted; on 2026-11-25, with rules of more general words, 38 and 9.
// What the rules were made with says nothing like it. The bounds only keep that from getting worse; nobody is to mend a
// rule by these sentences without writing new ones.
TEST(English, does_not_get_worse_at_sentences_that_it_was_not_made_with) {
  auto counts = count_crises("en-held-out.tsv");
  EXPECT_GE(counts["crisis"].hit, 38);
  EXPECT_LE(counts["none"].hit, 9);
}

/// The crises of the development sentences, each changed in some way, that are none any more.
template <class Change>
std::vector<std::string> lost_by(Change change) {
  std::vector<std::string> lost;
  for (const auto& sentence : sentences("en.tsv"))
    if (const std::string changed = change(sentence.text); risk(changed).level < risk(sentence.text).level) lost.push_back(changed);
  return lost;
}

using Lost = std::vector<std::string>;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string with_each_letter(const std::string& text, const std::function<std::string(char)>& change) {
  std::string out;
  for (const char c : text) out += is_letter(c) ? change(c) : std::string(1, c);
  return out;
}

TEST(English, is_not_fooled_by_invisible_characters) {
  for (const auto* invisible : {"\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e"})
    EXPECT_EQ(lost_by([&](const auto& text) { return with_each_letter(text, [&](char c) { return c + std::string(invisible); }); }), Lost{});
}

TEST(English, is_not_fooled_by_capitals) {
  EXPECT_EQ(lost_by([](auto text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
  }), Lost{});
}

TEST(English, is_not_fooled_by_a_doubled_letter) {
  for (std::size_t nth = 0; nth < 40; ++nth)
    EXPECT_EQ(lost_by([&](auto text) {
      if (nth < text.size() && is_letter(text[nth])) text.insert(nth, 1, text[nth]);
      return text;
    }), Lost{});
}

TEST(English, is_not_fooled_by_look_alikes) {
  const std::map<char, std::string> cyrillic{{'a', "а"}, {'e', "е"}, {'o', "о"}, {'c', "с"}, {'i', "і"}, {'p', "р"}, {'y', "у"}, {'k', "к"}};
  EXPECT_EQ(lost_by([&](const auto& text) {
    return with_each_letter(text, [&](char c) { return cyrillic.contains(c) ? cyrillic.at(c) : std::string(1, c); });
  }), Lost{});
}

double microseconds(const std::string& text) {
  auto best = std::chrono::steady_clock::duration::max();
  for (int i = 0; i < 3; ++i) {
    const auto start = std::chrono::steady_clock::now();
    core::assess({&english(), 1}, text);
    best = std::min(best, std::chrono::steady_clock::now() - start);
  }
  return std::chrono::duration<double, std::micro>(best).count();
}

std::string repeated(const std::string& text, std::size_t size) {
  std::string out;
  while (out.size() < size) out += text;
  return out;
}

// Sixteen times the message may cost sixteen times as much, and some more for the caches: not 256 times.
TEST(English, costs_as_much_as_the_message_is_long) {
  for (const auto* text : {"I want to ", "not ", "kill myself ", "he ", "k i l l ", "a.b!c-", "kkkk", "а", "$*@", "😀", "he i my to "})
    EXPECT_LT(microseconds(repeated(text, 1U << 20)), 80 * microseconds(repeated(text, 1U << 16)) + 1000) << text;
}

}  // namespace
