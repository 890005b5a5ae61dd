#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace signal_channel {

/// Bytes of UTF-8 in one message. Over 2,000 signal-cli makes an attachment of it, which people have to open.
inline constexpr std::size_t longest_part = 1999;

enum class Look : std::uint8_t { bold, italic, spoiler, strikethrough, monospace };

/// How a stretch of a text looks. In UTF-16 units, as Signal counts: an emoji is two of them, or more.
struct Style {
  std::size_t start = 0, length = 0;
  Look look = Look::bold;
  bool operator==(const Style&) const = default;
};
/// As `send` takes it: "0:5:BOLD".
std::string written(const Style& style);

struct Part {
  std::string text;
  std::vector<Style> styles;  // within this part
  bool operator==(const Part&) const = default;
};

/// A reply as messages of at most `longest_part` bytes; none for an empty text. Joined they are the text: the white space
/// between two parts stays at the end of the first, where Signal's apps show none. Breaks after a paragraph, or else a
/// line, a sentence or a word, and where there is none of them, between graphemes, or at least code points. Styles go
/// with their part, and on in the next one; what lies outside of the text is left away. Takes any bytes, and of valid
/// UTF-8 makes valid UTF-8.
std::vector<Part> split(std::string_view text, std::span<const Style> styles = {});

/// In UTF-16 units.
std::size_t utf16_length(std::string_view text);

}  // namespace signal_channel
