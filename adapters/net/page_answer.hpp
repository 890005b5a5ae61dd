#pragma once
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "adapters/net/http_listener.hpp"

namespace net {

using PageRequest = boost::beast::http::request<boost::beast::http::empty_body>;
using PageAnswer = boost::beast::http::response<boost::beast::http::string_body>;

/// The handler's page, in the form that HTTP wants it; 405 for what is neither GET nor HEAD. The handler sees the path
/// without its query.
PageAnswer answer_to(const PageRequest& request, const HttpListener::Handler& handler);

}  // namespace net
