#include "adapters/net/url.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>
#include <cstdint>

namespace net {

namespace {

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool all_in(std::string_view text, std::string_view marks) {
  return std::ranges::all_of(text, [&](char c) { return is_alphanumeric(c) || marks.find(c) != std::string_view::npos; });
}

std::string to_small(std::string_view text) {
  std::string small(text);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

bool is_loopback(const std::string& host) {
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(host, error);
  return error ? host == "localhost" : address.is_loopback();
}

/// "[::1]" to "::1"; nothing for what can't be a host.
std::optional<std::string> read_host(std::string_view text) {
  if (!text.starts_with('[')) {
    const bool name = !text.empty() && text.size() <= 253 && !text.starts_with('.') && all_in(text, "-._");
    return name ? std::optional(to_small(text)) : std::nullopt;
  }
  if (!text.ends_with(']')) return std::nullopt;
  std::string address = to_small(text.substr(1, text.size() - 2));
  boost::system::error_code error;
  boost::asio::ip::make_address_v6(address, error);
  const bool scoped = address.find('%') != std::string::npos;  // belongs to one machine, and to no certificate
  return error || scoped ? std::nullopt : std::optional(std::move(address));
}

std::optional<std::string> read_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return std::to_string(port);
}

std::string_view usual_port(bool tls) { return tls ? "443" : "80"; }

/// Takes "https://" or "http://" away from the front.
std::optional<bool> take_tls(std::string_view& text) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (to_small(text.substr(0, scheme.size())) == scheme) {
      text.remove_prefix(scheme.size());
      return scheme == "https://";
    }
  return std::nullopt;
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  const std::optional<bool> tls = take_tls(text);
  if (!tls) return std::nullopt;
  const auto slash = std::min(text.find('/'), text.size());
  std::string_view authority = text.substr(0, slash), path = text.substr(slash);
  std::optional<std::string> port(usual_port(*tls));
  if (const auto colon = authority.rfind(':'); colon != std::string_view::npos && !authority.ends_with(']')) {
    port = read_port(authority.substr(colon + 1));
    authority = authority.substr(0, colon);
  }
  std::optional<std::string> host = read_host(authority);
  if (!host || !port || !all_in(path, "/-._~!$&'()*+,;=:@%") || (!*tls && !is_loopback(*host))) return std::nullopt;
  while (path.ends_with('/')) path.remove_suffix(1);
  return Url{*tls, *std::move(host), *std::move(port), std::string(path)};
}

std::string authority_of(const Url& url) {
  const std::string host = url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
  return url.port == usual_port(url.tls) ? host : host + ":" + url.port;
}

std::string percent_encode(std::string_view segment) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : segment) {
    const auto byte = static_cast<unsigned char>(c);
    if (all_in({&c, 1}, "-._~")) encoded += c;
    else encoded.append({'%', digits[byte >> 4], digits[byte & 15]});
  }
  return encoded;
}

}  // namespace net
