#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace net {

/// Where a server is.
struct Url {
  bool tls = true;
  std::string host, port;
  std::string path;  // without a final slash: goes before every request's target
  bool operator==(const Url&) const = default;
};

/// Nothing for what is no http(s) URL, has a user, query or fragment, or would send in clear over a network: http is for
/// loopback alone.
std::optional<Url> parse_url(std::string_view text);

/// One segment of a path: everything but unreserved characters as %XX (RFC 3986).
std::string percent_encode(std::string_view segment);

}  // namespace net
