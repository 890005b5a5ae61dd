#include "runtime/log.hpp"

#include <unistd.h>

#include <array>
#include <chrono>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace runtime {
namespace {

/// `warning`: it goes on by itself, or somebody was turned away. `error`: the host should look.
struct Words { std::string_view name, level; };

constexpr std::array<Words, event_count> words{{
    {"starting", "info"}, {"ready", "info"}, {"stopping", "info"}, {"stopped", "info"},
    {"channel_online", "info"}, {"channel_offline", "warning"}, {"logged_in", "info"}, {"device_gone", "error"},
    {"identity_made", "info"}, {"identity_missing", "error"}, {"keys_clash", "error"}, {"crypto_fault", "error"},
    {"store_failing", "error"}, {"store_recovered", "info"}, {"turn_failed", "error"},
    {"rate_limited", "warning"}, {"captcha_needed", "error"}, {"account_missing", "error"}, {"channel_refuses", "error"}, {"key_changed", "warning"},
    {"reply_refused", "warning"}, {"reply_in_doubt", "warning"}, {"invite_refused", "info"}, {"room_left", "info"},
}};

const Words& words_for(Event event) { return words[static_cast<std::size_t>(event)]; }

std::string time_text(std::chrono::system_clock::time_point time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto rest = std::chrono::floor<std::chrono::milliseconds>(time - seconds);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)), rest.count());
}

}  // namespace

std::string_view name(Event event) { return words_for(event).name; }

void log(Event event, std::initializer_list<Field> fields) {
  const Words& said = words_for(event);
  std::string line = fmt::format("{} {} {}", time_text(std::chrono::system_clock::now()), said.level, said.name);
  for (const Field& field : fields) line += fmt::format(" {}={}", field.name.text(), field.value);
  line += '\n';
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());  // one write: lines stay whole
}

}  // namespace runtime
