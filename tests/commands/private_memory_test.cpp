#include "commands/private_memory.hpp"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdlib>

namespace {

bool memory_is_private() {
  rlimit core{};
  return ::getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE) == 0;
}

TEST(PrivateMemory, is_in_no_core_dump_and_open_to_nobody) {
  EXPECT_FALSE(memory_is_private());
  // In a child: there is no way back.
  EXPECT_EXIT(commands::keep_memory_private(); std::_Exit(memory_is_private() ? 0 : 1), testing::ExitedWithCode(0), "");
}

}  // namespace
