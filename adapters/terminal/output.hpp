#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace terminal {

/// All of it to a file descriptor, over interruptions and short writes. False when nobody reads there any more, or the
/// device is full; errno says which.
bool write_all(int descriptor, std::string_view bytes);

/// Broken at spaces so that no line is over `width` code points; a longer word stands on a line of its own.
std::string wrap(std::string_view text, std::size_t width);

/// Columns of the terminal, between 20 and 80; 80 when it is no terminal.
std::size_t width(int descriptor);

}  // namespace terminal
