#include "adapters/signal/protocol/break.hpp"

#include <unicode/brkiter.h>

#include <array>
#include <memory>
#include <optional>
#include <stdexcept>

#include "adapters/signal/protocol/text.hpp"

namespace signal_channel {

namespace {

/// A part is at least this full, unless no break of any kind allows it.
constexpr std::size_t fair_part = longest_part / 4;
/// What the rules of Unicode need to see around a break.
constexpr std::size_t view = 2 * longest_part;

using Rules = std::unique_ptr<icu::BreakIterator>;
using Break = std::optional<std::size_t>;

/// ICU's rules for one kind of break, over the bytes of a text.
class Breaks {
 public:
  using Make = icu::BreakIterator* (*)(const icu::Locale&, UErrorCode&);

  Breaks(Make make, std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    rules_.reset(make(icu::Locale::getRoot(), status));
    UText bytes = UTEXT_INITIALIZER;
    utext_openUTF8(&bytes, text.data(), static_cast<std::int64_t>(text.size()), &status);
    if (rules_) rules_->setText(&bytes, status);  // which takes a copy of it
    utext_close(&bytes);
    if (U_FAILURE(status) || !rules_) throw std::runtime_error("ICU's rules for breaking text are missing");
  }

  bool at(std::size_t place) { return rules_->isBoundary(static_cast<std::int32_t>(place)) != 0; }
  /// The last one that is not after `place`, and not the beginning.
  Break last_until(std::size_t place) { return made(rules_->preceding(static_cast<std::int32_t>(place) + 1)); }
  Break before() { return made(rules_->previous()); }

 private:
  static Break made(std::int32_t place) { return place <= 0 ? Break() : Break(static_cast<std::size_t>(place)); }
  Rules rules_;
};

/// Looks for the place where a text of more than one part is to be broken.
class Breaker {
 public:
  explicit Breaker(std::string_view text)
      : text_(text.substr(0, view)), graphemes_(icu::BreakIterator::createCharacterInstance, text_) {}

  std::size_t place() {
    constexpr auto sentence = icu::BreakIterator::createSentenceInstance, word = icu::BreakIterator::createLineInstance;
    const std::array<Break, 5> kinds = {after("\n\n"), after("\n"), by(sentence, &Breaker::in_no_link),
                                        by(word, &Breaker::in_no_link), by(word, &Breaker::anywhere)};
    for (const std::size_t least : {fair_part, std::size_t{1}})
      for (const Break& found : kinds)
        if (found && *found >= least) return *found;
    if (const Break grapheme = graphemes_.last_until(longest_part)) return *grapheme;
    return code_point();
  }

 private:
  using Fits = bool (Breaker::*)(std::size_t) const;

  Break after(std::string_view end) const {
    const std::size_t found = text_.rfind(end, longest_part - end.size());
    return found == std::string_view::npos ? Break() : Break(found + end.size());
  }

  Break by(Breaks::Make make, Fits fits) {
    Breaks rules(make, text_);
    Break found = rules.last_until(longest_part);
    while (found && !((this->*fits)(*found) && graphemes_.at(*found))) found = rules.before();
    return found;
  }

  /// Links have places for a break, and can't be opened any more with one. Other scripts put no space between words.
  bool in_no_link(std::size_t place) const {
    const char before = text_[place - 1];
    return before == ' ' || before == '\n' || static_cast<unsigned char>(before) >= 0x80;
  }
  bool anywhere(std::size_t) const { return true; }

  std::size_t code_point() const {
    std::size_t end = longest_part;
    while (end > longest_part - 4 && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) --end;
    return end;
  }

  std::string_view text_;
  Breaks graphemes_;
};

}  // namespace

std::size_t break_of(std::string_view text) { return Breaker(text).place(); }

}  // namespace signal_channel
