#include "adapters/matrix/protocol/outcome.hpp"

#include <algorithm>
#include <array>

#include "adapters/net/json.hpp"

namespace matrix {

using net::member;
using net::number_of;
using net::parse_leniently;
using net::text_of;
using nlohmann::json;
using Kind = Verdict::Kind;
using Milliseconds = std::chrono::milliseconds;

namespace {

constexpr std::int64_t longest = 3'600'000;
/// What whoever runs the homeserver will see to, or a part of it that is being restarted.
constexpr std::array<std::string_view, 5> passing{"M_LIMIT_EXCEEDED", "M_USER_LOCKED", "M_RESOURCE_LIMIT_EXCEEDED",
                                                  "M_CONSENT_NOT_GIVEN", "M_UNRECOGNIZED"};

Kind kind_of(unsigned status, const std::optional<json>& body) {
  if (!body || !body->is_structured()) return Kind::again;  // what a proxy says in between is HTML
  if (status >= 200 && status < 300) return Kind::done;
  if (status == 408 || status == 429 || status >= 500) return Kind::again;
  const std::string code = text_of(*body, "errcode");
  if (std::ranges::find(passing, code) != passing.end()) return Kind::again;
  if (code == "M_UNKNOWN_TOKEN") return member(*body, "soft_logout") == json(true) ? Kind::log_in : Kind::gone;
  if (code == "M_USER_DEACTIVATED") return Kind::gone;
  return Kind::refused;
}

}  // namespace

Verdict judge(net::Result result) {
  Verdict verdict;
  net::Response* response = std::get_if<net::Response>(&result);
  if (!response) {
    verdict.too_large = std::get<net::Failure>(result) == net::Failure::too_large;
    return verdict;
  }
  std::optional<json> body = parse_leniently(response->body);
  verdict.kind = kind_of(response->status, body);
  verdict.status = response->status;
  verdict.limited = verdict.kind == Kind::again && (verdict.status == 429 || (body && text_of(*body, "errcode") == "M_LIMIT_EXCEEDED"));
  verdict.after = response->retry_after;
  if (verdict.limited && body)
    if (const std::int64_t wait = number_of(*body, "retry_after_ms", -1); wait >= 0)
      verdict.after = std::max(verdict.after.value_or(Milliseconds(0)), Milliseconds(std::min(wait, longest)));
  verdict.text = std::move(response->body);
  if (body) verdict.body = std::move(*body);
  return verdict;
}

}  // namespace matrix
