#pragma once
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace signal_channel {

/// What a line from signal-cli is (JSON-RPC 2.0, seen with signal-cli 0.13.14). Answers come in any order.
struct Answer {
  std::uint64_t id = 0;
  nlohmann::json result;  // {} of a command that has nothing to say
};
struct Failure {
  std::optional<std::uint64_t> id;  // none where signal-cli could not read the request
  std::int64_t code = 0;
  nlohmann::json data;  // null where there is none. The error's text is not kept: it holds numbers and names.
};
/// Something was received.
struct Notification {
  std::optional<std::uint64_t> subscription;  // none where all is received without asking for it
  nlohmann::json params;                      // {"envelope", "account", "exception"}, for hear()
};
/// Calls, and whatever is not known here yet.
struct OtherNotification {};
/// No JSON, or none that has a meaning here.
struct Broken {};
using Incoming = std::variant<Broken, Answer, Failure, Notification, OtherNotification>;

/// Takes any bytes. Members that are not known are not looked at; what nests over 64 levels, and numbers and texts that
/// are none, are left out (net::parse_leniently). Whole numbers up to 2^64 are kept as they are.
Incoming read_line(std::string_view line);

/// Characters of one string, over which signal-cli ends the connection; here the limit of a whole line, in bytes.
inline constexpr std::size_t longest_request = 20'000'000;
inline constexpr int deepest_request = 64;  // signal-cli ends the connection at 1000

/// One line of valid UTF-8 with its newline; bytes that are none become U+FFFD. Params that are null are left away. Throws
/// std::invalid_argument over those limits: signal-cli would go away without an answer, with all that is under way.
std::string request_line(std::uint64_t id, std::string_view method, const nlohmann::json& params);

}  // namespace signal_channel
