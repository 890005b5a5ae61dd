#pragma once
#include <string>
#include <vector>

#include "adapters/signal/protocol/text.hpp"
#include "core/engine.hpp"

namespace signal_channel {

/// A reply as it is sent: its choices numbered below it, the numbers bold.
std::vector<Part> parts_of(const core::Reply& reply);
/// What a poll of its choices asks: the last line of the text.
std::string question_of(const core::Reply& reply);

}  // namespace signal_channel
