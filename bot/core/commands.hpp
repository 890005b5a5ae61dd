#pragma once
#include "core/making.hpp"

namespace core {

/// Answers one of the commands that work everywhere.
void obey(Making& making, Command command);

/// Where "skip" leads from the current question or pace; no_node when nothing waits.
NodeIndex skip_target(const Node& node);

}  // namespace core
