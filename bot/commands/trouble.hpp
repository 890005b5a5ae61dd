#pragma once
#include <stdexcept>

namespace commands {

/// Wrong use or configuration (exit code 2). what() is one plain sentence with what to do, and holds nothing that a
/// person wrote to the bot.
struct Trouble : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace commands
