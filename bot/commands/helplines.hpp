#pragma once
#include <string>

namespace commands {

struct HelplinesOptions {
  std::string flows;    // as find_flows() takes it
  std::string country;  // a code or a name
  std::string kind;     // as helplines.json spells it; empty: every kind
  bool json = false;    // one array
};

/// What the bot would name, in its order, with source and date. Returns the exit code: 1 when there is nothing.
int helplines(const HelplinesOptions& options);

}  // namespace commands
