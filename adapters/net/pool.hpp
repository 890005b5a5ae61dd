#pragma once
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <set>
#include <utility>

#include "adapters/net/stream.hpp"

namespace net {

/// Connections to one server: at most so many at a time, in the order asked for but what is urgent first, and what can be
/// used again is kept for a while. On one thread.
class Pool {
 public:
  /// A connection for one request. Lets go of its place when it ends, however that comes.
  class Loan {
   public:
    Loan(Pool& pool, std::unique_ptr<Stream> kept);
    ~Loan();
    Loan(Loan&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), stream_(std::move(other.stream_)), kept_(other.kept_) {}
    Loan& operator=(Loan&&) = delete;

    Stream& stream() { return *stream_; }
    bool kept() const { return kept_; }  // from before, so connected
    /// A new one instead.
    void renew();
    /// For the next who asks.
    void give_back();

   private:
    Pool* pool_;
    std::unique_ptr<Stream> stream_;
    bool kept_;
  };

  struct Size {
    std::size_t most = 1;
    std::size_t kept_for_urgent = 0;  // of these; one is always left for the others
  };
  Pool(boost::asio::any_io_executor executor, boost::asio::ssl::context& tls, bool with_tls, Size size);

  boost::asio::awaitable<Loan> borrow(bool urgent);
  /// Lets everyone through, and closes what they have.
  void stop();
  bool stopped() const { return stopped_; }

 private:
  struct Idle {
    std::unique_ptr<Stream> stream;
    std::chrono::steady_clock::time_point since;
  };
  struct Turn {
    boost::asio::steady_timer timer;
    bool come = false;
  };
  using Turns = std::deque<std::shared_ptr<Turn>>;

  std::unique_ptr<Stream> take_idle();
  void let_in();
  void let_in(Turns& turns, std::size_t kept);

  boost::asio::any_io_executor executor_;
  boost::asio::ssl::context& tls_;
  bool with_tls_, stopped_ = false;
  std::size_t places_, kept_for_urgent_;
  std::vector<Idle> idle_;
  std::set<Stream*> lent_;
  Turns urgent_, others_;
};

}  // namespace net
