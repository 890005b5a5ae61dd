#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace commands {

/// A QR code of that text with the margin that scanners need around it, two rows of it in each line: U+2580, U+2584, U+2588
/// and spaces, dark where there is a block. The text is 1 to 2000 bytes. Throws std::length_error for any other.
std::vector<std::string> qr_lines(std::string_view text);

/// The same in black on white, whatever the colours of the terminal are: many phones read no code whose colours are turned.
std::string qr_for_terminal(std::string_view text);

}  // namespace commands
