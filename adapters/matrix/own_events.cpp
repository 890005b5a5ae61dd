#include "adapters/matrix/own_events.hpp"

#include "adapters/matrix/protocol/requests.hpp"
#include "adapters/matrix/protocol/sync.hpp"

namespace matrix {

using boost::asio::awaitable;

namespace {

constexpr int page_size = 100, most_pages = 50;
constexpr unsigned tries_for_a_page = 5;

/// What was taken back has no content any more.
bool is_message(const Event& event) {
  return (event.type == "m.room.encrypted" || event.type == "m.room.message") && !event.content.empty();
}

}  // namespace

awaitable<std::optional<std::vector<std::string>>> own_events(Client& client, std::string room, std::string self,
                                                              std::string before) {
  std::vector<std::string> own;
  std::string from;
  bool met = false;
  for (int number = 0; number < most_pages; ++number) {
    net::Request request = messages_request(room, from, {}, page_size);
    const Verdict answer = co_await client.call(std::move(request), tries_for_a_page);
    if (answer.kind != Verdict::Kind::done) co_return std::nullopt;
    const Page page = read_page(answer.body);
    for (const Event& event : page.events) {
      if (met && event.sender == self && is_message(event)) own.push_back(event.id);
      met = met || event.id == before;
    }
    if (page.end.empty()) break;
    from = page.end;
  }
  co_return own;
}

}  // namespace matrix
