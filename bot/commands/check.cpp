#include "commands/check.hpp"

#include <chrono>
#include <iostream>

#include "commands/folders.hpp"
#include "content/lint.hpp"

namespace commands {

int check(const std::string& flows) {
  const auto now = std::chrono::floor<core::Duration>(std::chrono::system_clock::now());
  const auto found = content::check(find_flows(flows), now);
  for (const auto& diagnostic : found) std::cout << to_string(diagnostic) << '\n';
  if (found.empty()) std::cout << "Nothing to complain about.\n";
  return has_errors(found) ? 1 : 0;
}

}  // namespace commands
