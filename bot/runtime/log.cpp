#include "runtime/log.hpp"

#include <unistd.h>

#include <array>
#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace runtime {

namespace {

constexpr std::array<std::string_view, event_count> names = {
    "starting", "ready", "stopping", "stopped",
    "channel online", "channel offline",
    "logged in", "device gone",
    "identity made", "keys clash", "crypto fault",
    "invite taken", "room left", "reply refused",
    "turn failed"};

}  // namespace

std::string_view name(Event event) { return names[static_cast<std::size_t>(event)]; }

void log(Event event, std::initializer_list<Field> fields) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
  std::string line = fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z {}", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                                 (now - seconds).count(), name(event));
  for (const Field& field : fields) line += fmt::format(" {}={}", field.name.text(), field.value);
  line += '\n';
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());  // one write: lines stay whole
}

}  // namespace runtime
