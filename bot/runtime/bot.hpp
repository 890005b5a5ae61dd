#pragma once
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <vector>

#include "runtime/adapter.hpp"
#include "runtime/metrics.hpp"
#include "runtime/outgoing.hpp"
#include "runtime/turns.hpp"

namespace runtime {

using Clock = std::function<core::TimePoint()>;

/// The turn loop: takes what all adapters receive, hands it to Turns in batches on the one thread that owns the store,
/// and has what comes back sent. Lives on one io_context thread, which never waits for the disk.
class Bot final : public Inbox {
 public:
  /// All references must outlive the bot. `metrics` may be null.
  Bot(boost::asio::any_io_executor executor, Turns& turns, const content::Library& library, Clock clock,
      Metrics* metrics = nullptr);
  ~Bot() override;

  /// Sends what an earlier run could not, then serves until every channel has ended, everything received is answered,
  /// and what could be sent within `parting` is sent. The rest keeps until the next start. Throws what a channel threw.
  boost::asio::awaitable<void> serve(std::vector<Adapter*> adapters);
  /// Tells the adapters to read no more.
  void stop();
  /// Called once, when every channel has been reached.
  void when_ready(std::function<void()> ready) { ready_ = std::move(ready); }
  /// Whether every channel can be reached, and nothing keeps it from answering.
  bool online() const { return offline_.empty() && troubles().empty(); }
  /// What keeps which channel from answering, a line each.
  std::string troubles() const;

  boost::asio::awaitable<void> receive(std::vector<core::Message> messages, std::vector<Note> notes = {}) override;
  boost::asio::awaitable<std::string> recall(std::string name) override;
  boost::asio::awaitable<std::optional<std::string>> kept(std::string channel, std::string conversation) override;
  boost::asio::awaitable<bool> keep(std::string channel, std::string conversation, std::string value) override;
  boost::asio::awaitable<bool> is_latest(std::string channel, std::string conversation, std::uint64_t delivery) override;
  std::vector<core::Reply> crisis_lines(std::string_view text) override;
  std::string line(core::Line line) const override { return turns_.line(line); }
  void online(std::string_view channel, bool yes) override;
  void trouble(std::string_view channel, Trouble trouble) override;

  /// A crisis that is not committed by then is answered without the store. A duplicate beats silence.
  static constexpr std::chrono::seconds patience{5};
  /// What stands beside a conversation is done without after that.
  static constexpr std::chrono::seconds patience_for_notes{2};
  static constexpr std::chrono::seconds parting{8};
  static constexpr std::chrono::hours maintenance{1};

 private:
  struct Waiting;

  template <class Value>
  boost::asio::awaitable<std::optional<Value>> in_time(std::function<std::optional<Value>()> work);
  boost::asio::awaitable<void> run_all();
  boost::asio::awaitable<void> pump();
  boost::asio::awaitable<void> answer_queue();
  boost::asio::awaitable<void> ring();
  boost::asio::awaitable<void> maintain();
  boost::asio::awaitable<void> wait_for_work();
  void note_store(const std::vector<Outcome>& outcomes);
  void answer_bare(const Waiting& waiting);
  void deliver(const Outcome& outcome, std::chrono::steady_clock::time_point received);

  boost::asio::any_io_executor executor_;
  Turns& turns_;
  const content::Library& library_;
  Clock clock_;
  Metrics* metrics_;
  boost::asio::thread_pool store_thread_{1};
  boost::asio::steady_timer wake_;
  std::vector<std::shared_ptr<Waiting>> queue_;
  std::map<std::string, Adapter*, std::less<>> adapters_;
  std::set<std::string, std::less<>> offline_;
  std::map<std::string, Trouble, std::less<>> troubles_;
  std::function<void()> ready_;
  Outgoing outgoing_;
  bool ending_ = false, store_fails_ = false;
  std::exception_ptr fault_;  // of a channel
  core::TimePoint maintained_{};
};

}  // namespace runtime
