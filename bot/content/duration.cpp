#include "content/duration.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace content {
namespace {

constexpr std::array<std::pair<std::string_view, std::chrono::seconds>, 6> units{{
    {"s", std::chrono::seconds(1)}, {"m", std::chrono::minutes(1)}, {"h", std::chrono::hours(1)},
    {"d", std::chrono::days(1)}, {"day", std::chrono::days(1)}, {"days", std::chrono::days(1)}}};

}  // namespace

std::optional<core::Duration> duration(std::string_view written) {
  int number = 0;
  const auto [rest, error] = std::from_chars(written.data(), written.data() + written.size(), number);
  if (error != std::errc() || number < 1) return std::nullopt;
  written.remove_prefix(static_cast<std::size_t>(rest - written.data()));
  if (written.starts_with(' ')) written.remove_prefix(1);
  for (const auto& [unit, length] : units)
    if (unit == written && number <= std::chrono::days(3650) / length) return number * length;
  return std::nullopt;
}

}  // namespace content
