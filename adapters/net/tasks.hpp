#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <vector>

namespace net {

/// Work that goes on beside what is read. On one thread; must outlive what was started.
class Tasks {
 public:
  /// `failed` is told what a task threw.
  Tasks(boost::asio::any_io_executor executor, std::function<void(std::exception_ptr)> failed)
      : executor_(std::move(executor)), failed_(std::move(failed)) {}

  void start(boost::asio::awaitable<void> work) {
    boost::asio::co_spawn(executor_, std::move(work), [this](std::exception_ptr thrown) {
      if (thrown) failed_(thrown);
    });
  }

  /// Comes back when all are done, or after that time; they go on then.
  boost::asio::awaitable<void> start_all(std::vector<boost::asio::awaitable<void>> work, std::chrono::milliseconds patience) {
    const auto done = std::make_shared<boost::asio::steady_timer>(executor_, patience);
    const auto left = std::make_shared<std::size_t>(work.size());
    for (auto& each : work)
      boost::asio::co_spawn(executor_, std::move(each), [this, done, left](std::exception_ptr thrown) {
        if (--*left == 0) done->cancel();
        if (thrown) failed_(thrown);
      });
    if (*left > 0) co_await done->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }

 private:
  boost::asio::any_io_executor executor_;
  std::function<void(std::exception_ptr)> failed_;
};

}  // namespace net
