#include "commands/read_line.hpp"

namespace commands {

std::optional<TextLine> read_line(std::istream& in, std::size_t limit) {
  constexpr auto end = std::istream::traits_type::eof();
  auto& bytes = *in.rdbuf();
  auto next = bytes.sbumpc();
  if (next == end) return {};
  TextLine line;
  for (; next != end && next != '\n'; next = bytes.sbumpc()) {
    if (line.text.size() < limit) line.text.push_back(static_cast<char>(next));
    else line.cut = true;
  }
  return line;
}

}  // namespace commands
