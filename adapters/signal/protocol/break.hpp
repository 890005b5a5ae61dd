#pragma once
#include <cstddef>
#include <string_view>

namespace signal_channel {

/// Where a text of more than `longest_part` bytes is to be broken: after a paragraph, or else a line, a sentence or a word,
/// and where there is none of them, between graphemes, or at least code points. Between 1 and `longest_part`.
std::size_t break_of(std::string_view text);

}  // namespace signal_channel
