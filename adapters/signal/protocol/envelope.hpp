#pragma once
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/signal/protocol/address.hpp"

namespace signal_channel {

/// What an envelope means to the bot. Times of messages are in milliseconds, as they came: those of the person's own
/// messages are by the person's clock. 0 where an edit names none.
struct Ignored {};
struct Text { std::string body; };                                  // core::clean(): empty where that leaves nothing
struct Edit { std::uint64_t of = 0; std::string body; };            // the same
struct TakenBack { std::uint64_t of = 0; };
struct Media {};                                                    // without a word beside it
struct PollVote { std::uint64_t of = 0; std::vector<std::size_t> options; };  // from 0; none: the vote was taken back
struct TimerSet { std::chrono::seconds after{0}; };                 // messages disappear after it; 0: never
struct Group { std::string body; };                                 // what was written is to be looked at for crisis
struct Operator {};                                                 // wrote from a linked phone
struct Receipt {
  enum class Kind : std::uint8_t { delivery, read, viewed };
  Kind kind = Kind::delivery;
  std::vector<std::uint64_t> timestamps;  // of our messages
};
struct KeyChanged {};                                               // nothing is sent until the key is trusted
using Meaning = std::variant<Ignored, Text, Edit, TakenBack, Media, PollVote, TimerSet, Group, Operator, Receipt, KeyChanged>;

struct Heard {
  std::optional<Account> account;  // which of ours it came to
  std::optional<Uuid> who;         // always there, but for Ignored, Operator and KeyChanged
  std::uint64_t timestamp = 0;     // of the message: any number, Timestamp::of() says whether it can be named
  std::uint64_t received = 0;      // when Signal's servers had it, in milliseconds; 0: not said
  std::optional<std::chrono::seconds> timer;  // of a text or media: disappears after it; 0: never
  Meaning meaning;
};

/// The params of a notification (seen with signal-cli 0.13.14 and 0.14.6; signal.md has the table). Total. A person is
/// known by their UUID, hidden numbers too; numbers, names and texts of errors are not kept.
Heard hear(const nlohmann::json& params);

/// By which the same message is known again, for ever: account, UUID, timestamp and kind. Not to be shown anywhere.
/// Empty where there is nothing to be known again.
std::string message_id(const Heard& heard);

}  // namespace signal_channel
