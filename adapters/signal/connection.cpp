#include "adapters/signal/connection.hpp"

#include <array>
#include <map>
#include <string>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "adapters/signal/protocol/lines.hpp"

namespace signal_channel {

namespace asio = boost::asio;
using asio::awaitable;
using Clock = asio::steady_timer::clock_type;
constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

namespace {

constexpr std::size_t bytes_at_once = 64 * 1024;
/// Of what nobody has taken yet, in bytes. Then nothing more is read: not even answers, so this is far away.
constexpr std::size_t most_waiting = std::size_t{64} << 20;

}  // namespace

/// The socket and all that waits on it. Shared with the coroutines that read and write, which end when it is closed.
class Connection::Wire : public std::enable_shared_from_this<Wire> {
 public:
  explicit Wire(const asio::any_io_executor& executor) : socket_(executor), news_(executor), room_(executor) {}

  awaitable<bool> open(std::filesystem::path path) {
    if (path.string().size() > longest_socket_path) co_return false;
    const asio::local::stream_protocol::endpoint endpoint(path.string());
    const auto [error] = co_await socket_.async_connect(endpoint, no_throw);
    if (error) co_return false;
    open_ = true;
    asio::co_spawn(socket_.get_executor(), read(shared_from_this()), asio::detached);
    co_return true;
  }

  bool is_open() const { return open_; }

  void close() {
    open_ = false;
    boost::system::error_code ignored;
    socket_.close(ignored);
    for (auto& [id, call] : calls_) call->done.cancel();
    news_.cancel();
    room_.cancel();
  }

  awaitable<Reply> call(Request request, std::chrono::milliseconds patience) {
    const auto self = shared_from_this();
    const std::uint64_t id = ++last_id_;
    const auto call = std::make_shared<Call>(socket_.get_executor());
    calls_.emplace(id, call);
    call->done.expires_after(patience);
    send(request_line(id, request.method, request.params));
    co_await call->done.async_wait(no_throw);
    calls_.erase(id);
    co_return std::move(call->reply);
  }

  awaitable<std::vector<Notification>> receive(std::chrono::milliseconds patience) {
    const auto self = shared_from_this();
    news_.expires_after(patience);
    if (arrived_.empty() && open_) co_await news_.async_wait(no_throw);
    room_.cancel();
    arrived_bytes_ = 0;
    co_return std::exchange(arrived_, {});
  }

  void wake() { news_.cancel(); }

 private:
  struct Call {
    explicit Call(const asio::any_io_executor& executor) : done(executor) {}
    asio::steady_timer done;
    Reply reply = NoAnswer{};
  };

  void send(std::string line) {
    unwritten_ += line;
    if (!std::exchange(writing_, true)) asio::co_spawn(socket_.get_executor(), write(shared_from_this()), asio::detached);
  }

  static awaitable<void> write(std::shared_ptr<Wire> self) {
    while (!self->unwritten_.empty() && self->open_) {
      const std::string lines = std::exchange(self->unwritten_, {});
      const auto [error, size] = co_await asio::async_write(self->socket_, asio::buffer(lines), no_throw);
      if (error) self->close();
    }
    self->writing_ = false;
  }

  static awaitable<void> read(std::shared_ptr<Wire> self) {
    std::array<char, bytes_at_once> bytes;
    Lines lines;
    while (self->open_) {
      const auto [error, size] = co_await self->socket_.async_read_some(asio::buffer(bytes), no_throw);
      if (error) break;
      for (const auto& line : lines.take({bytes.data(), size}))
        if (line) self->take(read_line(*line), line->size());
      co_await self->wait_for_room();
    }
    self->close();
  }

  void take(Incoming line, std::size_t size) {
    if (Answer* answer = std::get_if<Answer>(&line)) finish(answer->id, std::move(*answer));
    if (Failure* failure = std::get_if<Failure>(&line); failure && failure->id) finish(*failure->id, std::move(*failure));
    if (Notification* news = std::get_if<Notification>(&line)) {
      arrived_.push_back(std::move(*news));
      arrived_bytes_ += size;
      news_.cancel();
    }
  }

  void finish(std::uint64_t id, Reply reply) {
    const auto found = calls_.find(id);
    if (found == calls_.end()) return;  // nobody waits for it any more
    found->second->reply = std::move(reply);
    found->second->done.cancel();
    calls_.erase(found);
  }

  awaitable<void> wait_for_room() {
    while (arrived_bytes_ > most_waiting && open_) {
      room_.expires_at(Clock::time_point::max());
      co_await room_.async_wait(no_throw);
    }
  }

  asio::local::stream_protocol::socket socket_;
  std::map<std::uint64_t, std::shared_ptr<Call>> calls_;
  std::uint64_t last_id_ = 0;
  std::string unwritten_;
  std::vector<Notification> arrived_;
  std::size_t arrived_bytes_ = 0;
  asio::steady_timer news_, room_;
  bool open_ = false, writing_ = false;
};

Connection::Connection(asio::any_io_executor executor) : executor_(std::move(executor)) {}
Connection::~Connection() { close(); }

awaitable<bool> Connection::open(std::filesystem::path socket) {
  close();
  const auto wire = std::make_shared<Wire>(executor_);
  wire_ = wire;
  co_return co_await wire->open(std::move(socket));
}

bool Connection::is_open() const { return wire_ && wire_->is_open(); }

void Connection::close() {
  if (wire_) wire_->close();
}

awaitable<Reply> Connection::call(Request request, std::chrono::milliseconds patience) {
  if (!is_open()) co_return NotSent{};
  co_return co_await wire_->call(std::move(request), patience);
}

awaitable<std::vector<Notification>> Connection::receive(std::chrono::milliseconds patience) {
  std::vector<Notification> none;
  if (!wire_) co_return none;
  co_return co_await wire_->receive(patience);
}

void Connection::wake() {
  if (wire_) wire_->wake();
}

}  // namespace signal_channel
