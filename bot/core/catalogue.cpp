#include "core/catalogue.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <unicode/listformatter.h>
#include <unicode/messagepattern.h>
#include <unicode/plurrule.h>

#include "core/text.hpp"

namespace core {
namespace {

using icu::MessagePattern;
using icu::UnicodeString;

std::string utf8(const UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

UnicodeString utf16(std::string_view text) {
  return UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::vector<std::string> folded_parts(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (std::string part = fold(text.substr(0, comma)); !part.empty()) parts.push_back(std::move(part));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

}  // namespace

/// Constant once made, so that all threads may use it: icu::MessageFormat fills caches while it formats.
struct Template::Grammar {
  explicit Grammar(std::string_view language) {
    UErrorCode status = U_ZERO_ERROR;
    // ICU's plain "en" is American; the world's English says "a, b and c".
    const icu::Locale locale(language == "en" ? "en_001" : std::string(language).c_str());
    lists.reset(icu::ListFormatter::createInstance(locale, status));
    plural.reset(icu::PluralRules::forLocale(locale, status));
    ordinal.reset(icu::PluralRules::forLocale(locale, UPLURAL_TYPE_ORDINAL, status));
    if (U_FAILURE(status)) throw std::runtime_error(fmt::format("ICU's data is missing: {}", u_errorName(status)));
  }

  std::string joined(const List& list) const {
    if (list.size() < 2) return list.empty() ? std::string{} : list.front();
    std::vector<UnicodeString> items;
    for (const std::string& item : list) items.push_back(utf16(item));
    UErrorCode status = U_ZERO_ERROR;
    UnicodeString text;
    return utf8(lists->format(items.data(), static_cast<std::int32_t>(items.size()), text, status));
  }

  std::unique_ptr<icu::ListFormatter> lists;
  std::unique_ptr<icu::PluralRules> plural, ordinal;
};

/// Takes ICU's parse of a pattern and makes segments of it.
class Template::Compiler {
 public:
  using Style = Segment::Style;

  explicit Compiler(std::string_view pattern) : pattern_(utf16(pattern), &where_, status_) {
    if (U_FAILURE(status_)) {
      throw std::invalid_argument(fmt::format("{} near '{}'", u_errorName(status_), utf8(where_.preContext)));
    }
  }

  std::vector<Segment> compile() {
    std::int32_t i = 0;
    return message(i, "");
  }

 private:
  const MessagePattern::Part& part(std::int32_t i) const { return pattern_.getPart(i); }
  std::string source(std::int32_t i) const { return utf8(pattern_.getSubstring(part(i))); }
  std::string between(std::int32_t from, std::int32_t to) const {
    return utf8(pattern_.getPatternString().tempSubStringBetween(from, to));
  }

  /// From the part MSG_START at `i` to behind its MSG_LIMIT. '#' stands for the value of `counted`.
  std::vector<Segment> message(std::int32_t& i, const std::string& counted) {
    std::vector<Segment> segments;
    std::int32_t done = part(i++).getLimit();
    for (;; ++i) {
      const MessagePattern::Part& next = part(i);
      add_text(segments, between(done, next.getIndex()));
      done = next.getLimit();
      if (next.getType() == UMSGPAT_PART_TYPE_MSG_LIMIT) break;
      if (next.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER) segments.push_back({Style::number, counted, {}, {}});
      if (next.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
      const std::int32_t limit = pattern_.getLimitPartIndex(i);
      segments.push_back(argument(i));
      i = limit;
      done = part(limit).getLimit();
    }
    return segments;
  }

  static void add_text(std::vector<Segment>& segments, std::string text) {
    if (text.empty()) return;
    if (segments.empty() || segments.back().style != Style::text) segments.push_back({Style::text, {}, {}, {}});
    segments.back().text += text;
  }

  Segment argument(std::int32_t start) {
    const UMessagePatternArgType type = part(start).getArgType();
    Segment segment{Style::plain, source(start + 1), {}, {}};
    if (type == UMSGPAT_ARG_TYPE_NONE) return segment;
    if (type == UMSGPAT_ARG_TYPE_SIMPLE) {
      segment.style = simple_style(source(start + 2));
    } else {
      segment.style = variant_style(type);
      add_variants(segment, start + 2, pattern_.getLimitPartIndex(start));
    }
    return segment;
  }

  static Style simple_style(const std::string& type) {
    if (type == "numbered") return Style::numbered;
    if (type == "lines") return Style::lines;
    throw std::invalid_argument(fmt::format("'{}' is not a way to show a value: numbered, lines, plural, "
                                            "selectordinal and select are", type));
  }

  static Style variant_style(UMessagePatternArgType type) {
    switch (type) {
      case UMSGPAT_ARG_TYPE_SELECT: return Style::select;
      case UMSGPAT_ARG_TYPE_PLURAL: return Style::plural;
      case UMSGPAT_ARG_TYPE_SELECTORDINAL: return Style::ordinal;
      default: throw std::invalid_argument("'choice' is ICU's old way: plural and select do the same");
    }
  }

  void add_variants(Segment& segment, std::int32_t i, std::int32_t limit) {
    if (segment.style != Style::select) segment.offset = pattern_.getPluralOffset(i);
    const std::string counted = segment.style == Style::select ? std::string{} : segment.text;
    while (i < limit) {
      if (part(i).getType() != UMSGPAT_PART_TYPE_ARG_SELECTOR) {
        ++i;  // the offset, or the number of a selector like =1
        continue;
      }
      std::string selector = source(i++);
      while (part(i).getType() != UMSGPAT_PART_TYPE_MSG_START) ++i;
      segment.variants.emplace_back(std::move(selector), message(i, counted));
      ++i;
    }
  }

  UErrorCode status_ = U_ZERO_ERROR;
  UParseError where_{};
  MessagePattern pattern_;
};

/// Says the segments of one template with the values of one turn.
class Template::Renderer {
 public:
  Renderer(const Grammar* grammar, const Lookup& values) : grammar_(grammar), values_(values) {}

  void say(const std::vector<Segment>& segments, double offset = 0) {
    for (const Segment& segment : segments) say(segment, offset);
  }
  std::string take() { return std::move(out_); }

 private:
  using Style = Segment::Style;

  void say(const Segment& segment, double offset) {
    if (segment.style == Style::text) {
      out_ += segment.text;
      return;
    }
    const Value value = values_(segment.text);
    switch (segment.style) {
      case Style::number: out_ += as_text(amount(value) - offset); break;
      case Style::numbered:
      case Style::lines: say_lines(value, segment.style == Style::numbered); break;
      case Style::select: say_variant(segment, as_text(value)); break;
      case Style::plural:
      case Style::ordinal: say_counted(segment, amount(value)); break;
      default: say_plain(value);
    }
  }

  void say_plain(const Value& value) {
    if (const auto* list = std::get_if<List>(&value)) out_ += grammar_->joined(*list);
    else if (const auto* text = std::get_if<std::string>(&value)) out_ += *text;
    else out_ += as_text(value);
  }

  void say_lines(const Value& value, bool numbered) {
    const auto* list = std::get_if<List>(&value);
    if (list == nullptr) return say_plain(value);
    for (std::size_t i = 0; i < list->size(); ++i) {
      if (i > 0) out_ += '\n';
      if (numbered) fmt::format_to(std::back_inserter(out_), "{}. ", i + 1);
      out_ += (*list)[i];
    }
  }

  /// A list counts as how many it holds.
  static double amount(const Value& value) {
    return std::holds_alternative<List>(value) ? static_cast<double>(count(value)) : as_number(value);
  }

  void say_counted(const Segment& segment, double number) {
    const std::string exact = "=" + as_text(number);
    for (const auto& [selector, said] : segment.variants) {
      if (selector == exact) return say(said, segment.offset);
    }
    const auto& rules = segment.style == Style::plural ? *grammar_->plural : *grammar_->ordinal;
    say_variant(segment, utf8(rules.select(number - segment.offset)));
  }

  /// ICU's parser sees to it that there always is an "other".
  void say_variant(const Segment& segment, std::string_view chosen) {
    const std::vector<Segment>* other = nullptr;
    for (const auto& [selector, said] : segment.variants) {
      if (selector == chosen) return say(said, segment.offset);
      if (selector == "other") other = &said;
    }
    if (other != nullptr) say(*other, segment.offset);
  }

  const Grammar* grammar_;
  const Lookup& values_;
  std::string out_;
};

Template::Template(std::string_view pattern, std::string_view language)
    : pattern_(pattern), segments_(Compiler(pattern).compile()) {
  const auto has_place = [](const Segment& segment) { return segment.style != Segment::Style::text; };
  if (std::ranges::any_of(segments_, has_place)) {
    grammar_ = std::make_shared<Grammar>(language);
  } else if (!segments_.empty()) {
    folded_ = fold(segments_.front().text);
    alternatives_ = folded_parts(segments_.front().text);
  }
}

std::string Template::render(const Lookup& values) const {
  if (segments_.size() == 1 && segments_.front().style == Segment::Style::text) return segments_.front().text;
  Renderer renderer(grammar_.get(), values);
  renderer.say(segments_);
  return renderer.take();
}

std::vector<std::string> Template::names() const {
  std::vector<std::string> names;
  const auto collect = [&names](const auto& self, const std::vector<Segment>& segments) -> void {
    for (const Segment& segment : segments) {
      if (segment.style == Segment::Style::text) continue;
      if (std::ranges::find(names, segment.text) == names.end()) names.push_back(segment.text);
      for (const auto& [selector, said] : segment.variants) self(self, said);
    }
  };
  collect(collect, segments_);
  return names;
}

TextId Catalogue::add(std::string context, std::string_view source) {
  source_.emplace_back(source, language_);
  contexts_.push_back(std::move(context));
  return static_cast<TextId>(contexts_.size() - 1);
}

void Catalogue::translate(std::string_view language, const StringMap<std::string>& by_context) {
  std::vector<std::shared_ptr<const Template>> texts(contexts_.size());
  for (std::size_t i = 0; i < contexts_.size(); ++i) {
    const auto found = by_context.find(contexts_[i]);
    if (found != by_context.end()) texts[i] = std::make_shared<Template>(found->second, language);
  }
  translated_.insert_or_assign(std::string(language), std::move(texts));
}

const Template& Catalogue::text(TextId id, std::string_view language) const {
  const auto found = translated_.find(language);
  const bool translated = found != translated_.end() && id < found->second.size() && found->second[id] != nullptr;
  return translated ? *found->second[id] : source_[id];
}

}  // namespace core
