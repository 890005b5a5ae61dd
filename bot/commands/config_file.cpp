#include <fmt/format.h>

#include "commands/config.hpp"
#include "commands/trouble.hpp"
#include "content/file.hpp"

namespace fs = std::filesystem;

namespace commands {
namespace {

constexpr std::uintmax_t longest_config = 64 * 1024;  // twenty times the example

}  // namespace

ConfigReading read_config(const fs::path& file) {
  std::error_code unknown;
  const std::uintmax_t size = fs::file_size(file, unknown);
  if (unknown)
    throw Trouble(fmt::format("{} can't be read; `mooring config generate` prints a file to begin with.", file.string()));
  if (size > longest_config) throw Trouble(fmt::format("{} is over 64 KiB, which no configuration is.", file.string()));
  content::Diagnostics found;
  const auto text = content::read_file(file, found);
  if (!text && found.front().place.line == 0)
    throw Trouble(fmt::format("{} can't be read: give this user the right to.", file.string()));
  if (!text) return {{}, {{found.front().place.line, "This is not UTF-8 text; save the file as UTF-8."}}};
  return parse_config(*text, fs::absolute(file).parent_path());
}

Config load_config(const fs::path& file) {
  ConfigReading reading = read_config(file);
  if (reading.config) return *std::move(reading.config);
  std::string lines;
  for (const Mistake& mistake : reading.mistakes) lines += (lines.empty() ? "" : "\nmooring: ") + to_string(file, mistake);
  throw Trouble(lines);
}

}  // namespace commands
