#pragma once

namespace core {

/// The small Latin letter that a letter looks like, or is with its accent taken off: "а" (Cyrillic), "á" and "ａ" are
/// all 'a'. 0 when it looks like none. From Unicode's confusables and canonical decompositions, as ICU has them.
char latin_lookalike(char32_t c);

}  // namespace core
