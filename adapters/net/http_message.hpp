#pragma once
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/system/error_code.hpp>

#include "adapters/net/http_client.hpp"

namespace net {

using Error = boost::system::error_code;
using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
using HttpResponse = boost::beast::http::response<boost::beast::http::string_body>;
using HttpParser = boost::beast::http::response_parser<boost::beast::http::string_body>;

/// Throws std::invalid_argument for a target or a token that would not stay in its line of the header.
HttpRequest to_http(const Url& url, const Request& request);

/// A redirection is a failure.
Result result_of(HttpResponse answer, std::chrono::system_clock::time_point now);
/// What an error means once there is a connection.
Failure failure_of(const Error& error);

}  // namespace net
