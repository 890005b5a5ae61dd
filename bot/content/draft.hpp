#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/diagnostic.hpp"
#include "content/po.hpp"
#include "core/content.hpp"

namespace content {

/// What a sentence is for: only messages have to be gentle, neutral and easy to read; labels and examples are the
/// person's words.
enum class Role : std::uint8_t { message, label, words, title, value };

/// Where a sentence of the catalogue stands.
struct Sentence {
  Role role = Role::message;
  Place place;
  std::string flow;  // empty for the bot's own words
  std::string node;
};

/// A name used in a flow: a variable's or another flow's.
struct Reference {
  std::string flow, name;
  Place place;
};

/// Content on its way: what the readers add to, and what the linter walks.
struct Draft {
  core::Content content;
  std::vector<Sentence> sentences;  // by core::TextId
  core::StringMap<Place> places;    // "flow", "flow/node", "flow/node/choice", "helplines.json/id"
  std::vector<Reference> variables, calls;
  std::map<std::string, std::vector<PoEntry>> translations;  // by language
  std::set<std::string> broken;     // flows that could not be read whole: nothing more is said about them
  std::size_t unreviewed = 0;       // files that say `review: none`
  Diagnostics diagnostics;

  /// A pattern that is not well formed is reported, and stands in the catalogue as an empty text. `context` is made
  /// unique: ".2" for the second of one name.
  core::TextId add(std::string context, std::string_view pattern, Sentence sentence);
  void report(Code code, Place place, std::string message, Severity severity = Severity::error);
  /// Of "flow/node/choice", or of the nearest thing around it.
  Place place_of(std::string_view path) const;

 private:
  core::StringMap<int> contexts_;
};

}  // namespace content
