#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signal_channel {

/// Bytes as they come from a socket, in pieces of any size -> whole lines. Holds one unfinished line at most.
class Lines {
 public:
  /// Bytes, without the newline. Everybody's keys in one answer may come to some MiB.
  static constexpr std::size_t longest = std::size_t{16} << 20;

  /// The lines that end in these bytes, in order and without their newline; nothing in place of one that was too long.
  std::vector<std::optional<std::string>> take(std::string_view bytes);

 private:
  void keep(std::string_view bytes);
  std::optional<std::string> finish();

  std::string rest_;
  bool too_long_ = false;
};

}  // namespace signal_channel
