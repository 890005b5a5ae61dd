#pragma once
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "adapters/net/http_client.hpp"

namespace matrix {

/// What a homeserver's answer, or its absence, means for the request.
struct Verdict {
  enum class Kind : std::uint8_t {
    done,
    again,    // after `after`, or as a backoff says
    log_in,   // the token is over, the device is not
    gone,     // so is the device
    refused,  // and would be again
  };
  Kind kind = Kind::again;
  nlohmann::json body;  // of done; and of refused, where it is JSON
  std::string text;     // the same as it came
  unsigned status = 0;  // 0: no answer
  bool limited = false; // too many requests
  bool too_large = false;  // the answer
  std::optional<std::chrono::milliseconds> after;
};

Verdict judge(net::Result result);

}  // namespace matrix
