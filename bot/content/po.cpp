#include "content/po.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace content {
namespace {

constexpr std::array<std::pair<char, char>, 5> escapes = {{{'n', '\n'}, {'t', '\t'}, {'"', '"'}, {'\\', '\\'}, {'r', '\r'}}};

/// What stands in quotes; nothing when they don't close or an escape is unknown.
std::optional<std::string> unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') return std::nullopt;
    if (text[i] != '\\') { result += text[i]; continue; }
    if (++i == text.size()) return std::nullopt;
    const auto* escape = std::find_if(escapes.begin(), escapes.end(), [&](auto each) { return each.first == text[i]; });
    if (escape == escapes.end()) return std::nullopt;
    result += escape->second;
  }
  return result;
}

std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

class PoReader {
 public:
  PoReader(const std::string& file, Diagnostics& found) : file_(file), found_(found) {}

  void take(std::string_view line) {
    ++line_;
    line = trimmed(line);
    if (line.starts_with("#~")) return;  // no longer used, kept by the translator's tool
    if (line.empty()) return finish();
    if (line.starts_with('#')) return comment(line);
    if (line.starts_with('"')) return append(line);
    for (const auto& [word, field] : {std::pair{"msgctxt ", &PoEntry::context}, {"msgid ", &PoEntry::source},
                                      {"msgstr ", &PoEntry::text}})
      if (line.starts_with(word)) return begin(field, line.substr(std::string_view(word).size()));
    complain("is neither msgctxt, msgid nor msgstr");
  }

  void finish() {
    if (!entry_.context.empty()) entries_.push_back(std::move(entry_));
    entry_ = {};
    field_ = nullptr;
  }

  std::vector<PoEntry> entries_;

 private:
  using Field = std::string PoEntry::*;

  void comment(std::string_view line) {
    if (field_ == &PoEntry::text) finish();
    if (line.starts_with("#,") && line.find("fuzzy") != std::string_view::npos) entry_.fuzzy = true;
  }

  void begin(Field field, std::string_view value) {
    if (field_ == &PoEntry::text) finish();
    if (!field_) entry_.place = {file_, line_, 1};
    field_ = field;
    append(trimmed(value));
  }

  void append(std::string_view value) {
    const auto text = unquoted(value);
    if (!text || !field_) return complain("is no text in quotes that belongs to something");
    entry_.*field_ += *text;
  }

  void complain(const std::string& message) {
    found_.push_back({Code::reading, Severity::error, {file_, line_, 1}, message});
  }

  const std::string& file_;
  Diagnostics& found_;
  PoEntry entry_;
  Field field_ = nullptr;
  int line_ = 0;
};

}  // namespace

std::vector<PoEntry> parse_po(std::string_view text, const std::string& file, Diagnostics& found) {
  PoReader reader(file, found);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    reader.take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  reader.finish();
  return std::move(reader.entries_);
}

std::string po_quoted(std::string_view text) {
  std::string result = text.find('\n') == std::string_view::npos ? "\"" : "\"\"\n\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto* escape = std::find_if(escapes.begin(), escapes.end(), [&](auto each) { return each.second == text[i]; });
    if (escape == escapes.end()) result += text[i];
    else (result += '\\') += escape->first;
    if (text[i] == '\n' && i + 1 < text.size()) result += "\"\n\"";
  }
  return result + '"';
}

}  // namespace content
