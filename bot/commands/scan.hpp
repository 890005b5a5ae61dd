#pragma once
#include <string>

namespace commands {

struct ScanOptions {
  std::string flows;  // as find_flows() takes it
  std::string file;   // empty or "-": standard input
  bool json = false;
};

/// Of a longer line, only so many bytes are looked at.
inline constexpr std::size_t longest_line = 4 * 1024 * 1024;

/// One line out for each line in: level, kind and rule, as the bot would judge them. Returns the exit code.
int scan(const ScanOptions& options);

}  // namespace commands
