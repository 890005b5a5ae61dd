#include "adapters/signal/protocol/lines.hpp"

#include <utility>

namespace signal_channel {

std::vector<std::optional<std::string>> Lines::take(std::string_view bytes) {
  std::vector<std::optional<std::string>> whole;
  for (;;) {
    const std::size_t end = bytes.find('\n');
    keep(bytes.substr(0, end));
    if (end == std::string_view::npos) return whole;
    whole.push_back(finish());
    bytes.remove_prefix(end + 1);
  }
}

void Lines::keep(std::string_view bytes) {
  too_long_ = too_long_ || rest_.size() + bytes.size() > longest;
  if (too_long_) rest_.clear();
  else rest_ += bytes;
}

std::optional<std::string> Lines::finish() {
  if (std::exchange(too_long_, false)) return {};
  return std::exchange(rest_, {});
}

}  // namespace signal_channel
