#include "content/file.hpp"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace content {
namespace {

int bad_line(std::string_view text) {
  int line = 1;
  for (std::size_t start = 0; start < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    if (!simdjson::validate_utf8(text.data() + start, end - start)) break;
    start = end;
  }
  return line;
}

}  // namespace

std::optional<std::string> read_file(const std::filesystem::path& path, Diagnostics& found) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  std::ifstream stream(path, std::ios::binary);
  if (error || !stream) {
    found.push_back({Code::reading, Severity::error, {path.string()}, "cannot be opened"});
    return std::nullopt;
  }
  // The size first: reading is what an enormous file must not get to.
  std::string text;
  if (size <= longest_file) text.assign(std::istreambuf_iterator<char>(stream), {});
  else text.resize(longest_file + 1);
  if (!is_readable(text, path.string(), found)) return std::nullopt;
  return text;
}

bool is_readable(std::string_view text, const std::string& file, Diagnostics& found) {
  if (text.size() > longest_file) {
    found.push_back({Code::reading, Severity::error, {file}, "over 1 MiB; a conversation is a few pages"});
    return false;
  }
  if (simdjson::validate_utf8(text.data(), text.size())) return true;
  found.push_back({Code::reading, Severity::error, {file, bad_line(text)}, "not UTF-8 text"});
  return false;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, std::string_view extension) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (entry->path().extension() == extension) files.push_back(entry->path());
  std::ranges::sort(files);
  return files;
}

}  // namespace content
