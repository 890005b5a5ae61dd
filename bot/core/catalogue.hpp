#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/expression.hpp"
#include "core/string_map.hpp"

namespace core {

/// A sentence with places for values, in ICU MessageFormat: {name}, {calm, plural, …}, {way, select, …}. Two of our
/// own: {steps, numbered} (a line each, numbered) and {steps, lines} (a line each).
class Template {
 public:
  /// Throws std::invalid_argument with ICU's reason when the pattern is not well formed.
  Template(std::string_view pattern, std::string_view language);

  using Lookup = std::function<Value(std::string_view)>;
  std::string render(const Lookup& values) const;
  /// fold() of a text without places: what answers are compared with. Empty for a text with places.
  const std::string& folded() const { return folded_; }
  /// fold() of each comma-separated part: "lamp, a light" is two.
  std::span<const std::string> alternatives() const { return alternatives_; }
  /// The names that it needs.
  std::vector<std::string> names() const;
  std::string_view pattern() const { return pattern_; }

 private:
  /// A piece of the sentence. Only what its style needs is filled.
  struct Segment {
    enum class Style : unsigned char { text, plain, numbered, lines, select, plural, ordinal, number } style;
    std::string text;  // fixed text, or the name of the value
    double offset = 0;
    std::vector<std::pair<std::string, std::vector<Segment>>> variants;  // selector, what is said then
  };
  struct Grammar;   // ICU's, of the language
  class Compiler;
  class Renderer;

  std::string pattern_;
  std::vector<Segment> segments_;
  std::shared_ptr<const Grammar> grammar_;
  std::string folded_;
  std::vector<std::string> alternatives_;
};

/// Every sentence of one version of the content, in every loaded language.
class Catalogue {
 public:
  explicit Catalogue(std::string language = "en") : language_(std::move(language)) {}

  /// `context` is "flow/node/field". The same context twice gives two texts. Throws as Template.
  TextId add(std::string context, std::string_view source);
  /// Puts a language's sentences beside the source's. Missing ones fall back to the source. Throws as Template.
  void translate(std::string_view language, const StringMap<std::string>& by_context);

  const Template& text(TextId id, std::string_view language) const;
  std::string_view context(TextId id) const { return contexts_[id]; }
  std::size_t size() const { return contexts_.size(); }

 private:
  std::string language_;  // of the source
  std::vector<std::string> contexts_;
  std::vector<Template> source_;
  StringMap<std::vector<std::shared_ptr<const Template>>> translated_;
};

}  // namespace core
