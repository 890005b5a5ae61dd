#include "commands/config_commands.hpp"

#include <iostream>

#include "commands/config.hpp"
#include "commands/config_example.hpp"

namespace commands {

int config_generate() {
  std::cout << config_example;
  return 0;
}

int config_check(const std::string& file) {
  const ConfigReading reading = read_config(file);
  for (const Mistake& mistake : reading.mistakes) std::cout << to_string(file, mistake) << '\n';
  if (reading.mistakes.empty()) std::cout << "Nothing to complain about.\n";
  return reading.mistakes.empty() ? 0 : 1;
}

}  // namespace commands
