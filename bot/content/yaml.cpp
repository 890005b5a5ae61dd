#include "content/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "content/file.hpp"
#include "content/yaml_builder.hpp"

namespace content {
namespace {

void refuse_tabs(std::string_view text) {
  const std::size_t tab = text.find('\t');
  if (tab == std::string_view::npos) return;
  const std::string_view before = text.substr(0, tab);
  const auto line = std::ranges::count(before, '\n') + 1;
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is the first byte
  throw Refused{{static_cast<int>(line), static_cast<int>(tab - start) + 1}, "a tab; use spaces"};
}

void refuse_controls(std::string_view text) {
  const auto bad = [](char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f; };
  const auto at = std::ranges::find_if(text, bad);
  if (at == text.end()) return;
  throw Refused{{static_cast<int>(std::count(text.begin(), at, '\n')) + 1, 0}, "a control character"};
}

Document parse(std::string_view text, std::string file) {
  refuse_controls(text);
  refuse_tabs(text);
  std::istringstream stream{std::string(text)};
  YAML::Parser parser(stream);
  Document document{std::move(file), nullptr, {}, {}};
  YamlBuilder builder(document);
  while (parser.HandleNextDocument(builder)) {}
  if (!builder.seen()) throw Refused{{1, 1}, "the file is empty"};
  return document;
}

}  // namespace

Place Document::place(const std::string& pointer) const {
  const auto found = keys.find(pointer);
  return found == keys.end() ? value_place(pointer) : Place{file, found->second.line, found->second.column};
}

Place Document::value_place(const std::string& pointer) const {
  const auto found = values.find(pointer);
  return found == values.end() ? Place{file, 1, 1} : Place{file, found->second.line, found->second.column};
}

std::string child(const std::string& pointer, std::string_view key) {
  std::string result = pointer + '/';
  for (const char c : key) {
    if (c == '~') result += "~0";
    else if (c == '/') result += "~1";
    else result += c;
  }
  return result;
}

std::string child(const std::string& pointer, std::size_t index) { return pointer + '/' + std::to_string(index); }

std::optional<Document> parse_yaml(std::string_view text, std::string file, Diagnostics& found) {
  if (!is_readable(text, file, found)) return std::nullopt;
  try {
    return parse(text, file);
  } catch (const Refused& refused) {
    found.push_back({Code::reading, Severity::error, {file, refused.mark.line, refused.mark.column}, refused.why});
  } catch (const YAML::Exception& error) {
    const Place place{file, error.mark.line + 1, error.mark.column + 1};
    // The commonest cause, and yaml-cpp's least helpful words: {ask: Which one?, next: a}
    const bool unquoted = error.msg == YAML::ErrorMsg::UNKNOWN_TOKEN;
    found.push_back({Code::reading, Severity::error, place, unquoted ? "this text needs quotes around it" : error.msg});
  } catch (const std::exception& error) {
    // yaml-cpp lets a few of the standard library's own out on malformed escapes.
    found.push_back({Code::reading, Severity::error, {file}, error.what()});
  }
  return std::nullopt;
}

std::optional<Document> read_yaml(const std::filesystem::path& path, Diagnostics& found) {
  const auto text = read_file(path, found);
  if (!text) return std::nullopt;
  return parse_yaml(*text, path.string(), found);
}

}  // namespace content
