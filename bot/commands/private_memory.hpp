#pragma once

namespace commands {

/// From now on this process leaves no core dump, and other programs of the same user can't look into it: its memory
/// holds what people write.
void keep_memory_private();

}  // namespace commands
