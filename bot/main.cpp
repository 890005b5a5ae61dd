#include <csignal>
#include <ios>

#include <fcntl.h>
#include <unistd.h>

#include "cli.hpp"

namespace {

// A database must never be opened under the number of a closed standard stream. Opened the wrong way round, so that
// using it still fails and is noticed.
void hold_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) < 0) open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error to be told, not the end
  std::ios::sync_with_stdio(false);
  return cli::run(argc, argv);
}
