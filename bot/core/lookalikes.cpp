#include "core/lookalikes.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uspoof.h>

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

std::array<char, beyond> make_table() {
  UErrorCode status = U_ZERO_ERROR;
  const Checker checker(uspoof_open(&status), &uspoof_close);
  std::array<icu::UnicodeString, 26> letters;
  for (char32_t i = 0; i < letters.size(); ++i) letters[i] = skeleton(checker, U'a' + i);
  std::array<char, beyond> table{};
  for (char32_t c = 0x80; c < beyond; ++c) {
    if (const auto base = without_accents(c); is_small_letter(base)) { table[c] = static_cast<char>(base); continue; }
    const auto shape = skeleton(checker, c);
    for (std::size_t i = 0; i < letters.size() && table[c] == 0; ++i)
      if (shape == letters[i]) table[c] = static_cast<char>('a' + i);
  }
  return table;
}

}  // namespace

char latin_lookalike(char32_t c) {
  static const auto table = make_table();
  return c < beyond ? table[c] : '\0';
}

}  // namespace core
