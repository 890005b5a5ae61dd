#include "adapters/net/pool.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace net {

namespace asio = boost::asio;
using Steady = std::chrono::steady_clock;

namespace {

/// Servers and middleboxes close idle connections, most after a minute or more.
constexpr std::chrono::seconds longest_idle{20};

}  // namespace

Pool::Pool(asio::any_io_executor executor, asio::ssl::context& tls, bool with_tls, Size size)
    : executor_(std::move(executor)), tls_(tls), with_tls_(with_tls), places_(size.most),
      kept_for_urgent_(std::min(size.kept_for_urgent, size.most - 1)) {}

asio::awaitable<Pool::Loan> Pool::borrow(bool urgent) {
  Turns& waiting = urgent ? urgent_ : others_;
  const auto turn = std::make_shared<Turn>(Turn{asio::steady_timer(executor_, Steady::time_point::max())});
  waiting.push_back(turn);
  let_in();
  if (!turn->come) co_await turn->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (!turn->come) {  // whoever asked was cancelled
    std::erase(waiting, turn);
    throw boost::system::system_error(asio::error::operation_aborted);
  }
  co_return Loan(*this, take_idle());
}

void Pool::let_in() {
  let_in(urgent_, 0);
  let_in(others_, kept_for_urgent_);
}

void Pool::let_in(Turns& turns, std::size_t kept) {
  while ((places_ > kept || stopped_) && !turns.empty()) {
    if (places_ > 0) --places_;
    turns.front()->come = true;
    turns.front()->timer.cancel();
    turns.pop_front();
  }
}

/// The one used last: it is the least likely to have been closed. One that is not quiet was.
std::unique_ptr<Stream> Pool::take_idle() {
  std::erase_if(idle_, [](const Idle& each) { return Steady::now() - each.since > longest_idle || !each.stream->quiet(); });
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Stream> stream = std::move(idle_.back().stream);
  idle_.pop_back();
  return stream;
}

void Pool::stop() {
  stopped_ = true;
  idle_.clear();
  for (Stream* stream : lent_) stream->close();
  let_in();
}

Pool::Loan::Loan(Pool& pool, std::unique_ptr<Stream> kept) : pool_(&pool), stream_(std::move(kept)), kept_(stream_ != nullptr) {
  if (kept_) pool_->lent_.insert(stream_.get());
  else renew();
}

Pool::Loan::~Loan() {
  if (!pool_) return;
  pool_->lent_.erase(stream_.get());
  ++pool_->places_;
  pool_->let_in();
}

void Pool::Loan::renew() {
  pool_->lent_.erase(stream_.get());
  stream_ = std::make_unique<Stream>(pool_->executor_, pool_->tls_, pool_->with_tls_);
  pool_->lent_.insert(stream_.get());
  kept_ = false;
}

void Pool::Loan::give_back() {
  pool_->lent_.erase(stream_.get());
  if (!pool_->stopped_) pool_->idle_.push_back({std::move(stream_), Steady::now()});
}

}  // namespace net
