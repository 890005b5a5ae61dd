#include "adapters/net/url.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url_view.hpp>

namespace net {

namespace {

bool is_loopback(const std::string& host) {
  if (host == "localhost") return true;
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(host, error);
  return !error && address.is_loopback();
}

std::string without_final_slashes(std::string path) {
  while (!path.empty() && path.back() == '/') path.pop_back();
  return path;
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  const auto parsed = boost::urls::parse_uri(text);
  if (!parsed) return {};
  const boost::urls::url_view& url = *parsed;
  if (url.has_userinfo() || url.has_query() || url.has_fragment() || url.host().empty()) return {};
  Url out{url.scheme_id() == boost::urls::scheme::https, std::string(url.host_address()), std::string(url.port()),
          without_final_slashes(std::string(url.encoded_path()))};
  if (!out.tls && (url.scheme_id() != boost::urls::scheme::http || !is_loopback(out.host))) return {};
  if (url.has_port() && (url.port_number() == 0)) return {};
  if (out.port.empty()) out.port = out.tls ? "443" : "80";
  return out;
}

std::string percent_encode(std::string_view segment) { return boost::urls::encode(segment, boost::urls::unreserved_chars); }

}  // namespace net
