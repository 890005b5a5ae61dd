#include "core/message.hpp"
#include "fuzz/real_content.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& content = fuzz::real_content();
  const auto text = core::clean(fuzz::text_of(data, size));
  const auto risk = core::assess(content, text);
  fuzz::require((risk.level == core::Level::none) == risk.rule.empty());
  fuzz::require(core::assess(content, text) == risk);
  return 0;
}
