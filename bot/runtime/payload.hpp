#pragma once
#include <string>
#include <string_view>

#include "core/engine.hpp"

namespace runtime {

/// A reply as it lies in the outbox.
struct Payload {
  core::Reply reply;
  core::Then then = core::Then::nothing;
};

std::string to_payload(const Payload& payload);
/// An empty reply for bytes that are no payload: they were sealed, so only an older or newer program wrote them.
Payload from_payload(std::string_view bytes);

}  // namespace runtime
