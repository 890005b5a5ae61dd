#include "runtime/trouble.hpp"

#include <array>

namespace runtime {

std::string_view name(Trouble trouble) {
  constexpr std::array<std::string_view, trouble_count> names{"none", "rate_limit", "captcha", "no_account", "refusal"};
  return names.at(static_cast<std::size_t>(trouble));
}

}  // namespace runtime
