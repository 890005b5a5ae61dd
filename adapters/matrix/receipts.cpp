#include "adapters/matrix/receipts.hpp"

#include "adapters/matrix/protocol/requests.hpp"

namespace matrix {

void Receipts::read(std::string room, std::string event) {
  latest_ = Clock::now();
  if (unsent_.empty()) first_ = latest_;
  unsent_[std::move(room)] = std::move(event);
  if (!std::exchange(sending_, true)) tasks_.start(send_when_quiet());
}

boost::asio::awaitable<void> Receipts::send_when_quiet() {
  while (!unsent_.empty() && !client_.abandoned()) {
    while (due() > Clock::now() && !client_.leaving())
      co_await client_.sleep(std::chrono::ceil<std::chrono::milliseconds>(due() - Clock::now()));
    for (const auto& [room, event] : std::exchange(unsent_, {})) {
      net::Request request = receipt_request(room, event);
      co_await client_.try_once(std::move(request));
    }
  }
  sending_ = false;
}

}  // namespace matrix
