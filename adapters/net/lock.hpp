#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <memory>

namespace net {

/// One coroutine at a time, or as many as there are places, in the order they asked. On one thread. Must outlive those who wait.
class Lock {
 public:
  explicit Lock(boost::asio::any_io_executor executor, int places = 1) : executor_(std::move(executor)), places_(places) {}

  /// Let go when it is destroyed.
  class Held {
   public:
    explicit Held(Lock& lock) : lock_(&lock) {}
    ~Held() { if (lock_) lock_->release(); }
    Held(Held&& other) noexcept : lock_(std::exchange(other.lock_, nullptr)) {}
    Held& operator=(Held&&) = delete;

   private:
    Lock* lock_;
  };
  boost::asio::awaitable<Held> acquire();
  /// Whether acquire() would come back at once.
  bool is_free() const { return places_ > 0; }

 private:
  void release();

  boost::asio::any_io_executor executor_;
  int places_;
  std::deque<std::shared_ptr<boost::asio::steady_timer>> waiting_;
};

}  // namespace net
