#pragma once
#include <cstdint>
#include <string>

namespace commands {

struct ChatOptions {
  std::string flows;       // as find_flows() takes it
  std::string data;        // as find_data() takes it
  std::string lang;        // empty: the content's own
  std::string country;     // a code or a name; empty: ask
  bool memory = false;     // nothing is kept
  bool json = false;       // command-line.md: one line in, one line of JSON out
  bool fast = false;       // paced messages at once
  bool history = false;    // line editing remembers; off, since a history is a trace
  std::uint64_t from = 0;  // the number of the first message: the same number is the same message
};

/// A conversation in the terminal, or line by line for scripts. Returns the exit code.
int chat(const ChatOptions& options);

}  // namespace commands
