#include "adapters/net/page_answer.hpp"

#include <utility>

namespace net {

namespace http = boost::beast::http;

namespace {

PageAnswer to_answer(Page page) {
  PageAnswer answer(http::int_to_status(page.status), 11);
  answer.set(http::field::content_type, page.type);
  answer.set(http::field::cache_control, "no-store");
  answer.body() = std::move(page.body);
  answer.prepare_payload();
  return answer;
}

PageAnswer refusal() {
  PageAnswer answer = to_answer({405, "text/plain; charset=utf-8", "only GET and HEAD\n"});
  answer.set(http::field::allow, "GET, HEAD");
  return answer;
}

}  // namespace

PageAnswer answer_to(const PageRequest& request, const HttpListener::Handler& handler) {
  const bool head = request.method() == http::verb::head;
  if (!head && request.method() != http::verb::get) return refusal();
  const std::string_view target(request.target().data(), request.target().size());
  PageAnswer answer = to_answer(handler(target.substr(0, target.find('?'))));
  if (head) answer.body().clear();  // its length stays in the header
  return answer;
}

}  // namespace net
