#pragma once
#include <chrono>
#include <cstdint>

namespace net {

/// How long to wait before trying again: doubles from `first` to `longest`, and is spread over its upper half so that
/// many who failed together don't come back together.
class Backoff {
 public:
  using Duration = std::chrono::milliseconds;
  explicit Backoff(Duration first = Duration(500), Duration longest = Duration(60'000)) : first_(first), longest_(longest) {}

  /// `random`: any number, all bits used.
  Duration next(std::uint64_t random);
  void reset() { tries_ = 0; }

 private:
  Duration first_, longest_;
  unsigned tries_ = 0;
};

}  // namespace net
