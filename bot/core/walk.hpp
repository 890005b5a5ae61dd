#pragma once
#include "core/making.hpp"

namespace core {

/// Runs nodes of the innermost flow, from this one, until something waits for the person or for time, or the whole
/// thread has ended. Calls, ends and returns happen here.
void go(Making& making, NodeIndex index);

/// Asks the current question again, or goes on with the current pace, after something came between.
void ask_again(Making& making);

/// Goes on from the question or pace that the person is at, as if it had been answered.
void go_past(Making& making, NodeIndex next);

/// The next message of the current pace, or what follows it.
void go_on_pacing(Making& making);

/// Forgets the timers of the current node.
void stop_waiting(Making& making);

}  // namespace core
