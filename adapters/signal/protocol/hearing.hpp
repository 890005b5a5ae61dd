#pragma once
#include <optional>

#include "adapters/signal/protocol/envelope.hpp"
#include "core/message.hpp"

namespace signal_channel {

/// What the conversation gets of it; nothing where it gets nothing. A vote is as yet without words.
std::optional<core::Message> message_of(const Heard& heard);
/// Whether its sender should see that it was read.
bool is_read(const Heard& heard);

}  // namespace signal_channel
