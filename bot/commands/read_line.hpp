#pragma once
#include <cstddef>
#include <istream>
#include <optional>
#include <string>

namespace commands {

/// A line without its end. `cut` when it was longer than the limit: the rest of it was read and dropped.
struct TextLine {
  std::string text;
  bool cut = false;
};

/// The next line, of any bytes, NUL included; at most `limit` bytes of it are held. Nothing at the end,
/// nor where the input can't be read: then in.bad().
std::optional<TextLine> read_line(std::istream& in, std::size_t limit);

}  // namespace commands
