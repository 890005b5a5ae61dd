#include "adapters/signal/protocol/address.hpp"

#include <algorithm>

namespace signal_channel {

namespace {

constexpr std::string_view nobody = "00000000-0000-0000-0000-000000000000";
constexpr std::size_t fewest_digits = 5, most_digits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::optional<Uuid> Uuid::read(std::string_view text) {
  if (text.size() != nobody.size()) return {};
  std::string small(text);
  std::ranges::transform(small, small.begin(), lower);
  for (std::size_t i = 0; i < small.size(); ++i)
    if (nobody[i] == '-' ? small[i] != '-' : !is_hex(small[i])) return {};
  if (small == nobody) return {};
  return Uuid(std::move(small));
}

std::optional<Account> Account::read(std::string_view text) {
  if (!text.starts_with('+')) return {};
  const std::string_view digits = text.substr(1);
  if (digits.size() < fewest_digits || digits.size() > most_digits || digits[0] == '0') return {};
  if (!std::ranges::all_of(digits, is_digit)) return {};
  return Account(std::string(text));
}

std::optional<Timestamp> Timestamp::of(std::uint64_t milliseconds) {
  if (milliseconds <= (std::uint64_t{1} << 31) || milliseconds > static_cast<std::uint64_t>(INT64_MAX)) return {};
  return Timestamp(milliseconds);
}

}  // namespace signal_channel
