#include "commands/extract.hpp"

#include <iostream>

#include "commands/folders.hpp"
#include "content/extract.hpp"

namespace commands {

int extract(const std::string& flows) {
  std::cout << content::extract(find_flows(flows));
  return 0;
}

}  // namespace commands
