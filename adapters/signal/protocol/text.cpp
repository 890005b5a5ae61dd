#include "adapters/signal/protocol/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/signal/protocol/break.hpp"
#include "core/utf8.hpp"

namespace signal_channel {

namespace {

/// What of the styles lies in the part that begins at `start`.
std::vector<Style> within(std::span<const Style> styles, std::size_t start, std::size_t length) {
  std::vector<Style> found;
  for (const Style& style : styles) {
    const std::size_t end = style.length > SIZE_MAX - style.start ? SIZE_MAX : style.start + style.length;
    const std::size_t from = std::max(style.start, start), to = std::min(end, start + length);
    if (from < to) found.push_back({from - start, to - from, style.look});
  }
  return found;
}

}  // namespace

std::string written(const Style& style) {
  constexpr std::array<std::string_view, 5> names = {"BOLD", "ITALIC", "SPOILER", "STRIKETHROUGH", "MONOSPACE"};
  return fmt::format("{}:{}:{}", style.start, style.length, names.at(static_cast<std::size_t>(style.look)));
}

std::vector<Part> split(std::string_view text, std::span<const Style> styles) {
  std::vector<Part> parts;
  for (std::size_t start = 0; !text.empty();) {
    const std::string_view piece = text.substr(0, text.size() > longest_part ? break_of(text) : text.size());
    const std::size_t length = utf16_length(piece);
    parts.push_back({std::string(piece), within(styles, start, length)});
    start += length;
    text.remove_prefix(piece.size());
  }
  return parts;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  core::each_code_point(text, [&](char32_t c) { units += c > 0xFFFF ? 2 : 1; });
  return units;
}

}  // namespace signal_channel
