#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "adapters/signal/protocol/address.hpp"
#include "adapters/signal/protocol/rpc.hpp"

namespace signal_channel {

/// What became of something sent to one person. As it is made, nobody knows: the connection was lost on the way. Holds no
/// text of an error.
struct Outcome {
  enum class Kind : std::uint8_t {
    accepted,
    unknown,    // may have arrived, or may not
    wait,       // was not sent: again after `wait`, or as a backoff says
    untrusted,  // was not sent: the person's key is not the one that is known
    gone,       // the person is no more on Signal
    refused,    // and would be again
  };
  Kind kind = Kind::unknown;
  std::optional<Timestamp> timestamp;        // of accepted: the message's name from now on
  std::optional<std::chrono::seconds> wait;  // at most `longest_wait`
  std::string challenge;  // of wait: what a captcha has to be solved for, for submit_rate_limit_challenge(); mostly empty
  bool limited = false;   // of wait: by Signal's rate limit, which holds for the whole account
  bool no_network = false;  // of unknown: signal-cli did not get through to Signal, so most likely it was not sent
  bool alarm = false;     // of refused: the fault is ours, or the account is gone

  bool operator==(const Outcome&) const = default;
};
inline constexpr std::chrono::seconds longest_wait = std::chrono::hours(24);

/// Of send and everything else whose result lists recipients; with `{}` of a command without a list it is unknown.
/// Accepted is what every entry of the list says; or else the first says it that doesn't, with the longest of all waits.
Outcome judge(const Answer& answer);
/// Of any command; signal.md has the codes. What is unknown may have been done.
Outcome judge(const Failure& failure);

}  // namespace signal_channel
