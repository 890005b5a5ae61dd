#pragma once
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace runtime {

/// Everything that can be in the log.
enum class Event : std::uint8_t {
  starting, ready, stopping, stopped,
  channel_online, channel_offline, logged_in, device_gone,
  identity_made, identity_missing, keys_clash, crypto_fault,
  store_failing, store_recovered, turn_failed,
  rate_limited, captcha_needed, account_missing, channel_refuses, key_changed,
  reply_refused, reply_in_doubt, invite_refused, room_left,
};
inline constexpr std::size_t event_count = static_cast<std::size_t>(Event::room_left) + 1;
std::string_view name(Event event);

/// The name of a number, written in the source: what a person wrote, or a channel said, can't be one.
class FieldName {
 public:
  template <std::size_t size>
  consteval FieldName(const char (&text)[size]) : text_(text, size - 1) {}
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

struct Field {
  FieldName name;
  long long value;
};

/// One line on standard error: the time in UTC, how grave it is, what happened, and numbers. There is no way to log a
/// text. Any thread.
void log(Event event, std::initializer_list<Field> fields = {});

}  // namespace runtime
