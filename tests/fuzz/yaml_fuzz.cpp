#include "content/yaml.hpp"
#include "fuzz/fuzz.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  content::Diagnostics found;
  const auto document = content::parse_yaml(fuzz::text_of(data, size), "any.yaml", found);
  fuzz::require(document.has_value() != content::has_errors(found));
  return 0;
}
