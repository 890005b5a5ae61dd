#include "content/po.hpp"
#include "fuzz/fuzz.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  content::Diagnostics found;
  for (const auto& entry : content::parse_po(fuzz::text_of(data, size), "any.po", found)) fuzz::require(!entry.context.empty());
  return 0;
}
