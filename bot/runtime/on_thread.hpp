#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <type_traits>
#include <utility>

namespace runtime {

/// Runs something on another thread, and comes back with what it returned or threw. What `work` refers to must live
/// until then, as it does when the caller awaits this at once.
template <class Work>
boost::asio::awaitable<std::invoke_result_t<Work>> on_thread(boost::asio::thread_pool& thread, Work work) {
  co_return co_await boost::asio::co_spawn(
      thread, [work = std::move(work)]() mutable -> boost::asio::awaitable<std::invoke_result_t<Work>> { co_return work(); },
      boost::asio::use_awaitable);
}

}  // namespace runtime
