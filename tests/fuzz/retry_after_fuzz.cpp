#include "adapters/net/retry_after.hpp"
#include "fuzz/fuzz.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::chrono::system_clock::time_point now{std::chrono::seconds(784111777)};
  const auto time = net::parse_retry_after(fuzz::text_of(data, size), now);
  fuzz::require(!time || (time->count() >= 0 && *time <= net::longest_retry_after));
  return 0;
}
