#include "adapters/net/backoff.hpp"

#include <algorithm>

namespace net {

Backoff::Duration Backoff::next(std::uint64_t random) {
  Duration whole = std::min(first_, longest_);
  for (unsigned doubled = 0; doubled < tries_ && whole < longest_; ++doubled) whole = std::min(whole * 2, longest_);
  if (whole < longest_) ++tries_;
  const auto half = static_cast<std::uint64_t>(whole.count()) / 2;
  return whole - Duration(static_cast<Duration::rep>(random % (half + 1)));
}

}  // namespace net
