#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <utility>

namespace commands {

/// What a coroutine comes to, for commands in which nothing else goes on meanwhile. Throws what it throws.
template <class Value>
Value wait_for(boost::asio::io_context& context, boost::asio::awaitable<Value> work) {
  std::optional<Value> value;
  boost::asio::co_spawn(context, std::move(work), [&](std::exception_ptr fault, Value result) {
    if (fault) std::rethrow_exception(fault);
    value = std::move(result);
  });
  context.restart();
  while (!value) context.run_one();
  return *std::move(value);
}

}  // namespace commands
