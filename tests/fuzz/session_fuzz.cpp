#include "core/session.hpp"
#include "fuzz/fuzz.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto session = core::from_json(fuzz::text_of(data, size));
  if (session) fuzz::require(core::from_json(core::to_json(*session)) == session);
  return 0;
}
