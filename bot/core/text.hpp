#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// The form in which answers are compared: NFKC, case-folded, curly quotes made straight, zero-width and
/// bidirectional marks removed, every run of what is neither letter, digit nor apostrophe within a word made one
/// space, trimmed. "  Yes, 'please'… " -> "yes please". Takes valid UTF-8; has a fast path for ASCII.
std::string fold(std::string_view text);

/// NFKC, case-folded, apostrophes made straight, what nobody sees removed. Takes valid UTF-8.
std::string normalise(std::string_view text);

/// The words of a folded text; views into it.
std::vector<std::string_view> words(std::string_view folded);

/// At most one insertion, deletion, change or swap of neighbours per `allowed`, counted in code points.
bool within_typos(std::string_view a, std::string_view b, std::size_t allowed);

/// Whether `phrase` stands in `text` at word boundaries. Both folded.
bool holds_phrase(std::string_view text, std::string_view phrase);

/// The number of code points. Takes valid UTF-8.
std::size_t length(std::string_view text);

}  // namespace core
