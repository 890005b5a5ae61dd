#include "adapters/signal/connection.hpp"

#include <gmock/gmock.h>

#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <optional>

namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::local::stream_protocol;
using namespace signal_channel;
using namespace std::chrono_literals;

/// signal-cli's end of the socket, driven by each test, beside a connection to it.
class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest() : path_("/tmp/mooring-connection-" + std::to_string(getpid()) + ".sock") {
    ::unlink(path_.c_str());
    acceptor_.emplace(context_, stream_protocol::endpoint(path_));
  }
  ~ConnectionTest() override { ::unlink(path_.c_str()); }

  template <class Work>
  void run(Work work) {
    std::exception_ptr fault;
    asio::co_spawn(context_, std::move(work), [&](std::exception_ptr thrown) {
      fault = thrown;
      connection_.close();
    });
    context_.restart();
    context_.run_for(10s);
    if (fault) std::rethrow_exception(fault);
  }

  awaitable<stream_protocol::socket> open() {
    const bool opened = co_await connection_.open(path_);
    EXPECT_TRUE(opened);
    co_return co_await acceptor_->async_accept(asio::use_awaitable);
  }

  awaitable<void> say(stream_protocol::socket& peer, std::string bytes) {
    co_await asio::async_write(peer, asio::buffer(bytes), asio::use_awaitable);
  }

  asio::io_context context_{1};
  std::string path_;
  std::optional<stream_protocol::acceptor> acceptor_;
  Connection connection_{context_.get_executor()};
};

TEST_F(ConnectionTest, asks_and_is_answered_out_of_order) {
  run([this]() -> awaitable<void> {
    stream_protocol::socket peer = co_await open();
    co_await say(peer, "{\"id\":7,\"result\":{}}\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"version\":\"0.14.7\"}}\n");
    const Reply reply = co_await connection_.call(signal_channel::version(), 1s);
    EXPECT_EQ(std::get<Answer>(reply).result["version"], "0.14.7");
  });
}

TEST_F(ConnectionTest, gives_up_on_what_is_not_answered_in_time) {
  run([this]() -> awaitable<void> {
    stream_protocol::socket peer = co_await open();
    const Reply reply = co_await connection_.call(signal_channel::version(), 10ms);
    EXPECT_TRUE(std::holds_alternative<NoAnswer>(reply));
    EXPECT_TRUE(connection_.is_open());
  });
}

TEST_F(ConnectionTest, says_that_nobody_knows_when_it_ends_under_a_request) {
  run([this]() -> awaitable<void> {
    stream_protocol::socket peer = co_await open();
    peer.close();
    const Reply reply = co_await connection_.call(signal_channel::version(), 5s);
    EXPECT_TRUE(std::holds_alternative<NoAnswer>(reply));
    EXPECT_FALSE(connection_.is_open());
    const Reply next = co_await connection_.call(signal_channel::version(), 5s);
    EXPECT_TRUE(std::holds_alternative<NotSent>(next));
  });
}

TEST_F(ConnectionTest, hands_on_what_came_also_after_its_end) {
  run([this]() -> awaitable<void> {
    stream_protocol::socket peer = co_await open();
    co_await say(peer, "nonsense\n{\"method\":\"receive\",\"params\":{\"n\":1}}\n{\"method\":\"receive\",\"params\":{\"n\":2}}\n");
    peer.close();
    std::size_t count = 0;
    while (connection_.is_open()) count += (co_await connection_.receive(1s)).size();
    count += (co_await connection_.receive(0ms)).size();
    EXPECT_EQ(count, 2U);
  });
}

TEST_F(ConnectionTest, stops_waiting_for_news_when_it_is_woken) {
  run([this]() -> awaitable<void> {
    stream_protocol::socket peer = co_await open();
    asio::post(context_, [this] { connection_.wake(); });
    const std::vector<Notification> news = co_await connection_.receive(1h);
    EXPECT_TRUE(news.empty());
  });
}

TEST_F(ConnectionTest, can_be_opened_again) {
  run([this]() -> awaitable<void> {
    { const stream_protocol::socket peer = co_await open(); }
    stream_protocol::socket peer = co_await open();
    co_await say(peer, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n");
    const Reply reply = co_await connection_.call(signal_channel::version(), 1s);
    EXPECT_TRUE(std::holds_alternative<Answer>(reply));
  });
}

TEST_F(ConnectionTest, can_not_be_opened_where_nobody_listens) {
  acceptor_.reset();
  run([this]() -> awaitable<void> {
    const bool opened = co_await connection_.open(path_);
    EXPECT_FALSE(opened);
    const bool too_long = co_await connection_.open(std::string(200, 'x'));
    EXPECT_FALSE(too_long);
  });
}

}  // namespace
