#include "adapters/signal/protocol/outcome.hpp"

#include <algorithm>

#include "adapters/net/json.hpp"

namespace signal_channel {

using net::member;
using net::number_of;
using net::text_of;
using nlohmann::json;
using Kind = Outcome::Kind;
using std::chrono::seconds;

namespace {

Outcome of_kind(Kind kind) {
  Outcome outcome;
  outcome.kind = kind;
  return outcome;
}

Kind kind_of(std::string_view type) {
  if (type == "SUCCESS") return Kind::accepted;
  if (type == "RATE_LIMIT_FAILURE" || type == "INVALID_PRE_KEY_FAILURE") return Kind::wait;  // keys come with the person's phone
  if (type == "UNREGISTERED_FAILURE") return Kind::gone;
  if (type == "IDENTITY_FAILURE") return Kind::untrusted;
  return Kind::unknown;
}

Outcome one(const json& result) {
  const std::string type = text_of(result, "type");
  Outcome outcome = of_kind(kind_of(type));
  outcome.no_network = type == "NETWORK_FAILURE";
  outcome.limited = type == "RATE_LIMIT_FAILURE";
  if (outcome.kind != Kind::wait) return outcome;
  outcome.challenge = text_of(result, "token");
  if (const std::int64_t wait = number_of(result, "retryAfterSeconds", -1); wait >= 0)
    outcome.wait = std::min(seconds(wait), longest_wait);
  return outcome;
}

void add(Outcome& all, const Outcome& next) {
  if (all.kind == Kind::accepted) all = next;
  if (all.kind != Kind::wait || next.kind != Kind::wait) return;
  all.limited = all.limited || next.limited;
  all.wait = std::max(all.wait, next.wait);  // none is the least
  if (all.challenge.empty()) all.challenge = next.challenge;
}

/// {"timestamp", "results": [{"type", "token", "retryAfterSeconds", …}]}
Outcome read_response(const json& response) {
  const json& results = member(response, "results");
  if (!results.is_array() || results.empty()) return {};
  Outcome all = of_kind(Kind::accepted);
  for (const json& each : results) add(all, one(each));
  if (all.kind == Kind::accepted)
    all.timestamp = Timestamp::of(static_cast<std::uint64_t>(std::max<std::int64_t>(number_of(response, "timestamp", 0), 0)));
  return all;
}

Outcome user_error(const json& data) { return data.is_null() ? of_kind(Kind::refused) : read_response(member(data, "response")); }

/// The code already says that all of it was held back by a rate limit; the list says how long.
Outcome rate_limit(const json& data) {
  Outcome all = of_kind(Kind::wait);
  all.limited = true;
  for (const json& each : member(member(data, "response"), "results")) add(all, one(each));
  return all;
}

Outcome our_fault() {
  Outcome outcome = of_kind(Kind::refused);
  outcome.alarm = true;
  return outcome;
}

}  // namespace

Outcome judge(const Answer& answer) { return read_response(answer.result); }

Outcome judge(const Failure& failure) {
  switch (failure.code) {
    case -32700: case -32600: case -32601: case -32602: return our_fault();
    case -1: return user_error(failure.data);
    case -3: return of_kind(Kind::wait);
    case -4: return of_kind(Kind::untrusted);
    case -5: return rate_limit(failure.data);
    case -6: return of_kind(Kind::refused);  // a captcha that was not right
    default: return {};                      // -32603 among them: a send that lost its connection
  }
}

}  // namespace signal_channel
