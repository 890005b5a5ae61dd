#include "core/lookalikes.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <memory>

namespace core {
namespace {

// Latin, Greek, Cyrillic, Armenian, Cherokee and their extensions. What lies beyond is compatible forms, which
// normalise() has already replaced, and scripts that look like nothing Latin.
constexpr char32_t beyond = 0x2000;

using Checker = std::unique_ptr<USpoofChecker, decltype(&uspoof_close)>;

icu::UnicodeString skeleton(const Checker& checker, char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  uspoof_getSkeletonUnicodeString(checker.get(), 0, icu::UnicodeString(static_cast<UChar32>(c)), out, &status);
  return out;
}

UChar32 without_accents(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* decomposing = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (U_FAILURE(status) || decomposing->getDecomposition(static_cast<UChar32>(c), parts) == 0) return 0;
  return parts.char32At(0);
}

bool is_small_letter(UChar32 c) { return c >= 'a' && c <= 'z'; }

using Alphabet = std::array<icu::UnicodeString, 26>;

Alphabet shapes(const Checker& checker, char32_t first) {
  Alphabet alphabet;
  for (char32_t i = 0; i < alphabet.size(); ++i) alphabet[i] = skeleton(checker, first + i);
  return alphabet;
}

char find(const Alphabet& alphabet, const icu::UnicodeString& shape) {
  const auto place = std::find(alphabet.begin(), alphabet.end(), shape);
  return place == alphabet.end() ? '\0' : static_cast<char>('a' + (place - alphabet.begin()));
}

// Also by the capital: a small "к" is no small k to Unicode, but people write it for one.
std::array<char, beyond> make_table() {
  UErrorCode status = U_ZERO_ERROR;
  const Checker checker(uspoof_open(&status), &uspoof_close);
  std::array<char, beyond> table{};
  if (U_FAILURE(status)) return table;
  const Alphabet small = shapes(checker, U'a'), capital = shapes(checker, U'A');
  for (char32_t c = 0x80; c < beyond; ++c) {
    const auto base = without_accents(c);
    const auto upper = static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
    table[c] = is_small_letter(base) ? static_cast<char>(base) : find(small, skeleton(checker, c));
    if (table[c] == 0 && upper != c) table[c] = find(capital, skeleton(checker, upper));
  }
  return table;
}

}  // namespace

char latin_lookalike(char32_t c) {
  static const auto table = make_table();
  return c < beyond ? table[c] : '\0';
}

}  // namespace core
