#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/crisis.hpp"
#include "core/phrases.hpp"
#include "core/reading.hpp"
#include "core/string_map.hpp"
#include "core/vocabulary.hpp"

namespace core {

/// Who a rule is about: the writer, or whoever it is that the phrase names.
enum class About : std::uint8_t { writer, anyone };
/// What the time does to a rule: nothing; what is long past is for support; only what is recent is a crisis.
enum class When : std::uint8_t { any, not_past, recent };

/// What a phrase says about the sentence around it. Those with a name here mean something to the program; a lexicon
/// has more of its own, for `needs` and `unless`.
using SignalId = std::uint8_t;
namespace signal {
inline constexpr SignalId idiom = 0;    // hides what it covers
inline constexpr SignalId pseudo = 1;   // "can't stop": looks like a negation and is none
inline constexpr SignalId live = 2;     // "but sometimes": what was denied before it is there all the same
inline constexpr SignalId past = 3;     // "years ago"
inline constexpr SignalId recent = 4;   // "last night"
inline constexpr SignalId fiction = 5;  // "in the film"
inline constexpr SignalId now = 6;      // "right now": what is a crisis is imminent
}  // namespace signal
inline constexpr std::size_t most_signals = 32;

struct Rule {
  std::string id;
  Kind kind = Kind::none;
  Level level = Level::none;
  bool imminent = false;
  About about = About::writer;
  When when = When::any;
  bool negatable = true;   // "not" before it takes it back
  bool covers = false;     // hides other rules where it stands
  std::optional<SignalId> needs = {};   // somewhere in the message
  std::uint32_t unless = 0;        // bits of signals in the same sentence
};

/// One language's rules, compiled. A value. Built by adding everything and then finish(); what is added wrongly throws
/// std::invalid_argument with a sentence for its author.
class Lexicon {
 public:
  Lexicon() = default;
  explicit Lexicon(std::string language);

  std::string_view language() const { return language_; }

  /// Words and phrases, groups of before in them.
  void add_group(const std::string& name, const std::vector<std::string>& members);
  void add_role(Vocabulary::Role role, std::string_view word);
  void add_slips(std::string_view word);
  /// The signal of that name, new if need be.
  SignalId signal(std::string_view name);
  std::optional<SignalId> find_signal(std::string_view name) const;
  void add_signal(SignalId signal, std::string_view phrase);
  /// The rule's index for add_phrase.
  std::size_t add_rule(Rule rule);
  /// A phrase is words and {groups}, either with "?" behind it when it may be missing, "a|b" for either, "(a b|c)"
  /// for a choice of phrases, "..." for up to three words of any sort. {number} is any number.
  void add_phrase(std::size_t rule, std::string_view phrase);
  void finish();

  const std::vector<Rule>& rules() const { return rules_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

  std::vector<Token> tokens(const Reading& reading) const;
  /// Meanings below most_signals are signals, the others rules, counted from there.
  std::vector<Hit> find(std::span<const Token> tokens) const { return phrases_.find(tokens); }

 private:
  using Steps = std::vector<ClassId>;
  /// The ways in which an element of a phrase can be said.
  using Ways = std::vector<Steps>;
  struct Group { ClassId of; Ways phrases; };

  Ways ways_to_say(std::string_view phrase);
  Element element(std::string_view written);
  ElementId element_id(std::string_view written);
  void add_group_ways(Ways& ways, std::string_view braced) const;
  void add(std::string_view written, std::uint32_t meaning);
  void pull_apart(const Reading& reading, std::size_t first, std::vector<Token>& out) const;

  std::string language_;
  Vocabulary vocabulary_;
  Phrases phrases_;
  std::vector<Rule> rules_;
  std::vector<std::string> signals_;
  StringMap<Group> groups_;
  StringMap<ClassId> classes_;  // of words and choices of words, "a|b"
  StringMap<ElementId> elements_;
  ClassId next_class_ = 0;
};

}  // namespace core
