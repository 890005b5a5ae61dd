#include <simdjson.h>

#include "core/message.hpp"
#include "core/text.hpp"
#include "fuzz/fuzz.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto clean = core::clean(fuzz::text_of(data, size));
  fuzz::require(simdjson::validate_utf8(clean));
  fuzz::require(core::clean(clean) == clean);
  fuzz::require(simdjson::validate_utf8(core::fold(clean)));
  return 0;
}
