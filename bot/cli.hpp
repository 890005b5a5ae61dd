#pragma once

namespace cli {

/// Reads the command line, does what it says, and returns the exit code: 0 fine, 1 the thing checked falls short,
/// 2 wrong use or configuration, 70 a fault of ours. Every error is one sentence on standard error.
int run(int argc, const char* const* argv);

}  // namespace cli
