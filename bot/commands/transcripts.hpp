#pragma once
#include <string>

namespace commands {

struct TranscriptOptions {
  std::string flows;      // as find_flows() takes it
  bool coverage = false;  // name every node and choice that no transcript visits
  bool update = false;    // write what the bot says into the transcripts, instead of comparing
};

/// Plays the transcripts under flows/tests. Returns the exit code: 1 when one differs, can't be read, or leaves
/// something unvisited.
int test_transcripts(const TranscriptOptions& options);

}  // namespace commands
