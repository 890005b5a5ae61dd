#include "content/transcript_update.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <yaml-cpp/yaml.h>

namespace content {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool is_number(const std::string& text) {
  char* end = nullptr;
  std::strtod(text.c_str(), &end);
  return end != text.c_str() && *end == '\0';
}

std::string scalar(const std::string& text) {
  YAML::Emitter out;
  if (is_number(text)) out << YAML::DoubleQuoted;  // a plain 0.50 would be read as 0.5
  out << text;
  return out.c_str();
}

// A literal block keeps lines as they are, unless they begin or end with a space or there is nothing to show.
bool is_block(const std::string& text) {
  const auto lines = lines_of(text);
  return lines.size() > 1 && !text.ends_with('\n') && !lines[0].empty() &&
         std::ranges::none_of(lines, [](const auto& line) { return line.starts_with(' ') || line.ends_with(' '); });
}

void add_message(Lines& out, const std::string& indent, const std::string& message) {
  if (!is_block(message)) return out.push_back(indent + "  - " + scalar(message));
  out.push_back(indent + "  - |-");
  for (const auto& line : lines_of(message)) out.push_back(line.empty() ? "" : indent + "    " + line);
}

void add_bot(Lines& out, const std::string& indent, const Played& played) {
  out.push_back(indent + (played.bot.empty() ? "bot: []" : "bot:"));
  for (const auto& message : played.bot) add_message(out, indent, message);
}

// Comments and empty lines before the next exchange belong to that one.
bool leads_the_next(const std::string& line, const std::string& indent) {
  const auto first = line.find_first_not_of(' ');
  return first == std::string::npos || (line[first] == '#' && first <= indent.size());
}

class Writer {
 public:
  Writer(const std::string& text, const Transcript& transcript) : in_(lines_of(text)), turns_(transcript.turns) {}

  std::string write(const std::vector<Played>& played) {
    if (turns_.empty()) return join();
    copy(0, begin(0));
    for (std::size_t i = 0; i < turns_.size(); ++i) exchange(i, played[i]);
    return join();
  }

 private:
  std::size_t begin(std::size_t turn) const {
    return turn < turns_.size() ? static_cast<std::size_t>(turns_[turn].line) - 1 : in_.size();
  }

  void exchange(std::size_t turn, const Played& played) {
    const auto indent = std::string(static_cast<std::size_t>(turns_[turn].column) - 1, ' ');
    auto end = begin(turn + 1);
    while (end > begin(turn) + 1 && leads_the_next(in_[end - 1], indent)) --end;
    const auto bot = static_cast<std::size_t>(turns_[turn].bot_line);
    if (turns_[turn].own_lines) copy(begin(turn), bot ? bot - 1 : end);
    else add_deed(indent, turns_[turn]);
    add_bot(out_, indent, played);
    copy(end, begin(turn + 1));
  }

  void add_deed(const std::string& indent, const Exchange& turn) {
    constexpr const char* keys[] = {"you: ", "tap: ", "wait: "};
    out_.push_back(indent.substr(2) + "- " + keys[static_cast<std::size_t>(turn.does)] + scalar(turn.text));
  }

  void copy(std::size_t from, std::size_t to) {
    for (auto i = from; i < to; ++i) out_.push_back(in_[i]);
  }

  std::string join() const {
    std::string text;
    for (const auto& line : out_) text += line + "\n";
    return text;
  }

  Lines in_, out_;
  const std::vector<Exchange>& turns_;
};

}  // namespace

std::string updated(const std::string& text, const Transcript& transcript, const std::vector<Played>& played) {
  return Writer(text, transcript).write(played);
}

}  // namespace content
