#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <exception>
#include <functional>

namespace matrix {

/// Work that goes on beside the sync. On one thread; must outlive what was started.
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

 private:
  boost::asio::any_io_executor executor_;
  std::function<void(std::exception_ptr)> failed_;
};

}  // namespace matrix
