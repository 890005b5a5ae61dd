#include "adapters/signal/protocol/daemon.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "adapters/net/json.hpp"

namespace signal_channel {
namespace {

using Numbers = std::array<unsigned, 3>;

/// Of "0.14.8-SNAPSHOT"; zeros for what is missing.
Numbers numbers_of(std::string_view version) {
  Numbers numbers{};
  const char* at = version.data();
  const char* const end = at + version.size();
  for (unsigned& number : numbers) {
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc()) break;
    at = std::min(read.ptr + 1, end);
  }
  return numbers;
}

}  // namespace

bool is_new_enough(const nlohmann::json& version) {
  return numbers_of(net::text_of(version, "version")) >= numbers_of(oldest_version);
}

bool has_account(const nlohmann::json& accounts, const Account& account) {
  return std::ranges::any_of(accounts, [&](const nlohmann::json& each) { return net::text_of(each, "number") == account.text(); });
}

std::vector<Uuid> untrusted(const nlohmann::json& identities) {
  std::vector<Uuid> people;
  for (const nlohmann::json& each : identities)
    if (const auto who = Uuid::read(net::text_of(each, "uuid")); who && net::text_of(each, "trustLevel") == "UNTRUSTED")
      people.push_back(*who);
  return people;
}

}  // namespace signal_channel
