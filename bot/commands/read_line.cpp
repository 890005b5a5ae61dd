#include "commands/read_line.hpp"

namespace commands {
namespace {

std::optional<TextLine> next_line(std::streambuf& bytes, std::size_t limit) {
  constexpr auto end = std::streambuf::traits_type::eof();
  auto next = bytes.sbumpc();
  if (next == end) return {};
  TextLine line;
  for (; next != end && next != '\n'; next = bytes.sbumpc()) {
    if (line.text.size() < limit) line.text.push_back(static_cast<char>(next));
    else line.cut = true;
  }
  return line;
}

}  // namespace

std::optional<TextLine> read_line(std::istream& in, std::size_t limit) {
  try {
    return next_line(*in.rdbuf(), limit);
  } catch (const std::ios_base::failure&) {  // a buffer throws what a stream would have noted
    in.setstate(std::ios_base::badbit);
    return {};
  }
}

}  // namespace commands
