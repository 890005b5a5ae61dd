#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace net {

/// Where a server is. `http` only for loopback addresses: everything else is TLS.
struct Url {
  bool tls = true;
  std::string host, port;  // the host in small letters, an IPv6 address without its brackets
  std::string path;        // without a final slash: goes before every request's target
  bool operator==(const Url&) const = default;
};

/// Nothing for what is no http(s) URL, has a user, query or fragment, or would send in clear over a network.
std::optional<Url> parse_url(std::string_view text);

/// "host" or "host:port" as a request's Host says it: without the port that goes without saying.
std::string authority_of(const Url& url);

/// One segment of a path, or one value of a query: all but letters, digits and "-._~" as %XX.
std::string percent_encode(std::string_view segment);

}  // namespace net
