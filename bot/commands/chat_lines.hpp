#pragma once
#include <cstdint>
#include <iosfwd>

#include "runtime/turns.hpp"

namespace commands {

/// The conversation for scripts: each line in is one message, and for each exactly one line of JSON comes out.
/// Messages are numbered. The number of the last one that was handled gets its stored answer again, and does nothing else;
/// so a script that counts loses nothing and doubles nothing, whatever was killed when. An older number is handled too,
/// but its answer is gone: the line has no replies.
class ChatLines {
 public:
  struct Options {
    bool fast = false;       // time jumps to the next paced message instead of waiting for it
    std::uint64_t from = 0;  // number of the first line; 0: the one after the last that was handled
  };

  ChatLines(runtime::Turns& turns, storage::Store& store, const content::Library& library, Options options);

  /// Until standard input ends or standard output can't be written. Returns the exit code.
  int run();

 private:
  core::TimePoint now() const;
  /// Nothing when the store took too long over a crisis, and the answer was printed without it.
  std::optional<runtime::Outcome> handle(const runtime::Arrival& arrival);
  /// Waits for the paced messages that belong to the answer, and puts them behind it.
  void pace(runtime::Outcome& outcome);
  void print(const runtime::Outcome& outcome);

  runtime::Turns& turns_;
  const content::Library& library_;
  Options options_;
  std::uint64_t last_;    // number of the last message that was handled
  std::uint64_t number_;  // of the line that comes next
  core::Duration ahead_{};  // of the clock, where time jumped
};

}  // namespace commands
