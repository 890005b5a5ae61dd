#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace signal_channel {

inline constexpr std::string_view channel_name = "signal";

/// Who somebody is on Signal, whether they hide their number or not: their ACI, in lower case.
class Uuid {
 public:
  /// Nothing for what is no UUID of 36 characters, or the one of zeros, which signal-cli gives to nobody.
  static std::optional<Uuid> read(std::string_view text);
  const std::string& text() const { return text_; }
  auto operator<=>(const Uuid&) const = default;

 private:
  explicit Uuid(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// The bot's own account: its number, as +15550100 (E.164).
class Account {
 public:
  static std::optional<Account> read(std::string_view text);
  const std::string& text() const { return text_; }
  auto operator<=>(const Account&) const = default;

 private:
  explicit Account(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// When a message was sent, which is its name on Signal: milliseconds since 1970 by the clock of whoever sent it.
class Timestamp {
 public:
  /// Nothing for what signal-cli would not take: it reads numbers up to 2^31 as another type and then fails on them, and
  /// has no unsigned ones.
  static std::optional<Timestamp> of(std::uint64_t milliseconds);
  std::uint64_t milliseconds() const { return milliseconds_; }
  auto operator<=>(const Timestamp&) const = default;

 private:
  explicit Timestamp(std::uint64_t milliseconds) : milliseconds_(milliseconds) {}
  std::uint64_t milliseconds_;
};

}  // namespace signal_channel
