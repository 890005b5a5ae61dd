#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <memory>
#include <optional>
#include <string>

namespace terminal {

/// Lines from a file descriptor, without blocking the thread. A line is at most `longest_line` bytes; the rest of a
/// longer one is read and dropped.
class LineSource {
 public:
  static constexpr std::size_t longest_line = 4 * 1024 * 1024;

  virtual ~LineSource() = default;
  /// Without its end; of any bytes. Nothing at the end of the input, or after stop().
  virtual boost::asio::awaitable<std::optional<std::string>> next() = 0;
  virtual void stop() = 0;
  /// Something is about to be printed, or was: a line that is being edited has to make room.
  virtual void before_output() {}
  virtual void after_output() {}
};

/// Whether a descriptor can be read. Regular files and /dev/null always can, and epoll refuses them.
class Readable {
 public:
  Readable(const boost::asio::any_io_executor& executor, int descriptor);
  ~Readable();
  /// False once stop() was called.
  boost::asio::awaitable<bool> wait();
  void stop();

 private:
  std::optional<boost::asio::posix::stream_descriptor> stream_;
  bool stopped_ = false;
};

std::unique_ptr<LineSource> plain_lines(const boost::asio::any_io_executor& executor, int descriptor);
/// With line editing (libedit). `remember`: earlier lines come back with the arrow keys, for this run alone.
std::unique_ptr<LineSource> edited_lines(const boost::asio::any_io_executor& executor, bool remember);

}  // namespace terminal
