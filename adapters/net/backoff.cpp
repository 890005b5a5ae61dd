#include "adapters/net/backoff.hpp"

#include <algorithm>

namespace net {

Backoff::Duration Backoff::next(std::uint64_t random) {
  constexpr unsigned most_doublings = 30;
  const Duration whole = std::min(longest_, first_ * (std::int64_t{1} << std::min(tries_, most_doublings)));
  if (tries_ < most_doublings) ++tries_;
  const auto half = static_cast<std::uint64_t>(whole.count()) / 2;
  return whole - Duration(static_cast<std::int64_t>(random % (half + 1)));
}

}  // namespace net
