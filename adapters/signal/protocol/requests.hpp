#pragma once
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/signal/protocol/address.hpp"
#include "adapters/signal/protocol/text.hpp"

namespace signal_channel {

/// One command of signal-cli's, for request_line(). `params` is null where there are none.
struct Request {
  std::string_view method;  // a literal
  nlohmann::json params;
};

// To one person each: some commands want that person in a list, and some as a string. A list instead of a string is turned
// into digits, and the command succeeds to somebody else (seen with signal-cli 0.13.14). What comes back is named where it
// is more than {}; "results" is {"timestamp", "results"}, for judge().

Request version();        // {"version"}
Request list_accounts();  // [{"number"}]

/// An unsigned number: the subscription. Notifications may come before it does.
Request subscribe(const Account& account);
Request unsubscribe(const Account& account, std::uint64_t subscription);

/// Results. The text is as split() gives it, and not empty: signal-cli refuses an empty one.
Request send(const Account& account, const Uuid& to, const Part& part);
/// Results. Deletes a message of ours on the person's devices.
Request remote_delete(const Account& account, const Uuid& to, Timestamp message);
/// Results. Says that a message of theirs was read.
Request read_receipt(const Account& account, const Uuid& to, Timestamp message);
/// Results. Signal's apps show it for fifteen seconds, or until a message comes.
Request typing(const Account& account, const Uuid& to);

inline constexpr std::size_t fewest_options = 2, most_options = 10, longest_option = 100;  // in UTF-16 units
/// As Signal's apps have it.
inline constexpr std::size_t longest_question = 100;
/// Results. One answer can be chosen. Nothing where signal-cli would refuse it, or an app: without a question, with too few
/// or too many options, or where something is empty or too long.
std::optional<Request> poll_create(const Account& account, const Uuid& to, std::string_view question,
                                   std::span<const std::string> options);

/// Messages of this conversation disappear after that time; 0: never. Between 0 and 2^31-1 seconds.
Request set_timer(const Account& account, const Uuid& to, std::chrono::seconds after);
Request delete_message_request(const Account& account, const Uuid& to);
Request block(const Account& account, const Uuid& who);
/// [{"number", "uuid", "fingerprint", "safetyNumber", "trustLevel", "addedTimestamp", …}] of everyone.
Request list_identities(const Account& account);
Request trust_all_known_keys(const Account& account, const Uuid& who);
/// Removes all that signal-cli keeps of that person.
Request forget_contact(const Account& account, const Uuid& who);

}  // namespace signal_channel
