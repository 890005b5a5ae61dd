#include "commands/private_memory.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace commands {

void keep_memory_private() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);        // a file
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);   // a pipe to a crash reporter, for which the limit does not hold; and ptrace
}

}  // namespace commands
