#include <iostream>

#include "commands/person.hpp"

namespace commands {

int forget(const PersonOptions& options) {
  if (!open_existing(options.data)->forget({options.channel, options.address})) return nobody_known();
  std::cout << "Erased: their key, their notebook and everything else that was kept.\n";
  return 0;
}

}  // namespace commands
