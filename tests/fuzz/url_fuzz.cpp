#include "adapters/net/url.hpp"

#include <algorithm>
#include <string>

#include "fuzz/fuzz.hpp"

namespace {

/// Nothing that could end a header's line or a C string.
bool is_printable(std::string_view text) {
  return std::ranges::all_of(text, [](char each) { return each > ' ' && each < '\x7f'; });
}

void check(const std::string& text) {
  const auto url = net::parse_url(text);
  if (!url) return;
  fuzz::require(!url->host.empty() && !url->port.empty() && !url->path.ends_with('/'));
  fuzz::require(is_printable(url->host) && is_printable(url->port) && is_printable(url->path));
  fuzz::require(url->tls || url->host == "localhost" || url->host.starts_with("127.") || url->host.ends_with(":1"));
  fuzz::require(net::parse_url((url->tls ? "https://" : "http://") + net::authority_of(*url) + url->path) == url);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  for (const char* begin : {"", "https://", "https://[", "http://", "http://127.0.0.1", "http://[::1"}) check(begin + text);
  const auto encoded = net::percent_encode(text);
  fuzz::require(is_printable(encoded) && encoded.find_first_of("/?#") == std::string::npos);
  return 0;
}
