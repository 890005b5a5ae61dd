#include <unistd.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>

#include "adapters/terminal/line_source.hpp"

namespace terminal {

namespace asio = boost::asio;

Readable::Readable(const asio::any_io_executor& executor, int descriptor) {
  stream_.emplace(executor);
  boost::system::error_code error;
  stream_->assign(descriptor, error);
  if (error) stream_.reset();
}

Readable::~Readable() {
  if (stream_) stream_->release();  // the descriptor is not ours to close
}

asio::awaitable<bool> Readable::wait() {
  if (!stream_ || stopped_) co_return !stopped_;
  const auto [error] =
      co_await stream_->async_wait(asio::posix::stream_descriptor::wait_read, asio::as_tuple(asio::use_awaitable));
  co_return !error && !stopped_;
}

void Readable::stop() {
  stopped_ = true;
  if (stream_) stream_->cancel();
}

namespace {

class PlainLines final : public LineSource {
 public:
  PlainLines(const asio::any_io_executor& executor, int descriptor)
      : readable_(executor, descriptor), descriptor_(descriptor) {}

  asio::awaitable<std::optional<std::string>> next() override {
    for (;;) {
      if (std::optional<std::string> line = take_line()) co_return line;
      if (ended_) co_return rest();
      if (!co_await readable_.wait()) co_return std::nullopt;
      read_some();
    }
  }
  void stop() override { readable_.stop(); }

 private:
  std::optional<std::string> take_line() {
    const std::size_t end = buffer_.find('\n');
    if (end == std::string::npos) return {};
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    return line;
  }

  std::optional<std::string> rest() {
    if (buffer_.empty()) return {};
    return std::exchange(buffer_, {});
  }

  void read_some() {
    std::array<char, 65536> chunk;
    const ssize_t size = ::read(descriptor_, chunk.data(), chunk.size());
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (size <= 0) {
      ended_ = true;
      return;
    }
    std::string_view bytes(chunk.data(), static_cast<std::size_t>(size));
    if (buffer_.size() >= longest_line) {
      const std::size_t end = bytes.find('\n');
      bytes = end == std::string_view::npos ? std::string_view{} : bytes.substr(end);
    }
    buffer_ += bytes;
  }

  Readable readable_;
  int descriptor_;
  std::string buffer_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<LineSource> plain_lines(const asio::any_io_executor& executor, int descriptor) {
  return std::make_unique<PlainLines>(executor, descriptor);
}

}  // namespace terminal
