#include "commands/folders.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "commands/trouble.hpp"
#include "content/content_loader.hpp"

namespace fs = std::filesystem;

namespace commands {
namespace {

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

fs::path installed_flows() {
  std::error_code unknown;
  const auto program = fs::read_symlink("/proc/self/exe", unknown);
  return program.parent_path() / "../share/mooring/flows";
}

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string first_error(const content::Diagnostics& diagnostics) {
  const auto is_error = [](const auto& each) { return each.severity == content::Severity::error; };
  return to_string(*std::ranges::find_if(diagnostics, is_error));
}

}  // namespace

fs::path find_flows(const std::string& given) {
  if (!given.empty()) {
    if (!is_folder(given)) throw Trouble(fmt::format("There is no folder {}; name the one that holds the conversations.", given));
    return given;
  }
  for (const auto& folder : {installed_flows(), fs::path(MOORING_SOURCE_FLOWS)})
    if (is_folder(folder)) return folder.lexically_normal();
  throw Trouble("The conversations are not found; say where they are with --flows DIR.");
}

std::shared_ptr<const core::Content> load_content(const std::string& given) {
  const auto folder = find_flows(given);
  auto loaded = content::load(folder);
  if (!loaded.content)
    throw Trouble(fmt::format("The conversations have mistakes, the first one at {}; `mooring check {}` names them all.",
                              first_error(loaded.diagnostics), folder.string()));
  return loaded.content;
}

fs::path find_data(const std::string& given) {
  if (!given.empty()) return given;
  // The XDG base directory specification: a path that isn't absolute is to be ignored.
  if (const fs::path state = environment("XDG_STATE_HOME"); state.is_absolute()) return state / "mooring";
  if (const fs::path home = environment("HOME"); home.is_absolute()) return home / ".local/state/mooring";
  throw Trouble("There is no home folder to keep the conversation in; say where with --data DIR, or use --memory.");
}

}  // namespace commands
