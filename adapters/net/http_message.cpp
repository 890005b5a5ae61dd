#include "adapters/net/http_message.hpp"

#include <algorithm>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/error.hpp>
#include <stdexcept>

#include "adapters/net/retry_after.hpp"

namespace net {

namespace http = boost::beast::http;

namespace {

bool stays_in_line(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

HttpRequest to_http(const Url& url, const Request& request) {
  if (!request.target.starts_with('/') || !stays_in_line(request.target) || !stays_in_line(request.bearer))
    throw std::invalid_argument("a request's target or token has a character that can't be in one");
  HttpRequest out(http::string_to_verb(request.method), url.path + request.target, 11);
  out.set(http::field::host, authority_of(url));
  out.set(http::field::user_agent, "mooring");
  if (!request.bearer.empty()) out.set(http::field::authorization, "Bearer " + request.bearer);
  if (!request.body.empty()) out.set(http::field::content_type, "application/json");
  out.body() = request.body;
  out.prepare_payload();
  return out;
}

Result result_of(HttpResponse answer, std::chrono::system_clock::time_point now) {
  const unsigned status = answer.result_int();
  if (status / 100 == 3) return Failure::redirected;
  const auto header = answer.find(http::field::retry_after);
  Response response{status, std::move(answer.body()), {}};
  if (header != answer.end()) response.retry_after = parse_retry_after(header->value(), now);
  return response;
}

Failure failure_of(const Error& error) {
  if (error == boost::beast::error::timeout) return Failure::timed_out;
  if (error == http::error::body_limit || error == http::error::header_limit) return Failure::too_large;
  if (error == http::error::end_of_stream || error == http::error::partial_message) return Failure::closed;
  const bool of_http = error.category() == http::make_error_code(http::error::bad_version).category();
  return of_http ? Failure::malformed : Failure::closed;
}

}  // namespace net
