#pragma once
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "runtime/adapter.hpp"
#include "runtime/turns.hpp"

namespace runtime {

using Clock = std::function<core::TimePoint()>;

/// The turn loop: takes what all adapters receive, hands it to Turns in batches on the one thread that owns the store,
/// and sends what comes back. Lives on one io_context thread, which never waits for the disk.
class Bot final : public Inbox {
 public:
  /// All references must outlive the bot.
  Bot(boost::asio::any_io_executor executor, Turns& turns, const content::Library& library, Clock clock);
  ~Bot() override;

  /// Sends what an earlier run could not, then serves until the adapter's channel ends and everything received is
  /// answered.
  boost::asio::awaitable<void> serve(Adapter& adapter);
  boost::asio::awaitable<void> receive(core::Message message) override;

  /// A crisis that is not answered by then is answered without the store. A duplicate beats silence.
  static constexpr std::chrono::seconds patience{5};
  static constexpr std::chrono::hours maintenance{1};

 private:
  struct Waiting;

  boost::asio::awaitable<void> pump();
  boost::asio::awaitable<void> answer_queue();
  boost::asio::awaitable<void> ring();
  boost::asio::awaitable<void> maintain();
  boost::asio::awaitable<void> wait_for_work();
  boost::asio::awaitable<void> deliver(const Outcome& outcome);
  boost::asio::awaitable<void> send_bare(const Waiting& waiting);

  boost::asio::any_io_executor executor_;
  Turns& turns_;
  const content::Library& library_;
  Clock clock_;
  boost::asio::thread_pool store_thread_{1};
  boost::asio::steady_timer wake_;
  std::vector<std::shared_ptr<Waiting>> queue_;
  Adapter* adapter_ = nullptr;
  bool ending_ = false;
  core::TimePoint maintained_{};
};

}  // namespace runtime
