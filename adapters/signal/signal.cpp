#include "adapters/signal/signal.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/signal/reader.hpp"

namespace signal_channel {

namespace asio = boost::asio;
using asio::awaitable;
using runtime::Sent;

namespace {

/// Longer than that, nobody believes that somebody types.
constexpr core::Duration longest_typing{std::chrono::minutes(2)};

/// All that works on the account, once there is an inbox.
struct Desk {
  Desk(const asio::any_io_executor& executor, const Options& options, runtime::Inbox& inbox,
       std::function<void(std::exception_ptr)> failed)
      : tasks(executor, std::move(failed)), sender(executor, options, inbox), people(executor, inbox),
        speaker(sender, people, inbox, options, tasks), listener(sender, people, speaker, inbox, options, tasks),
        reader(executor, options, inbox, sender, listener, tasks) {}

  net::Tasks tasks;
  Sender sender;
  People people;
  Speaker speaker;
  Listener listener;
  Reader reader;
};

/// The channel: reads until it is told to stop.
class Signal final : public runtime::Adapter {
 public:
  Signal(asio::any_io_executor executor, Options options)
      : options_(std::move(options)), executor_(executor), opened_(executor, asio::steady_timer::time_point::max()) {}

  std::string_view channel() const override { return channel_name; }
  awaitable<void> run(runtime::Inbox& inbox) override;
  void stop() override;
  void abandon() override;
  awaitable<Sent> send(const runtime::Delivery& delivery) override;
  void hurry(const std::string& conversation) override;
  void forgetting(const std::string& conversation) override;
  void pausing(const std::string& conversation, core::Duration time) override;

 private:
  const Options options_;
  asio::any_io_executor executor_;
  asio::steady_timer opened_;  // over when there is a desk
  std::unique_ptr<Desk> desk_;
  std::exception_ptr fault_;
  bool stopped_ = false;
};

awaitable<void> Signal::run(runtime::Inbox& inbox) {
  desk_ = std::make_unique<Desk>(executor_, options_, inbox, [this](std::exception_ptr fault) {
    fault_ = std::move(fault);
    stop();
  });
  opened_.expires_at(asio::steady_timer::time_point::min());
  if (stopped_) stop();
  co_await desk_->speaker.resume();
  co_await desk_->listener.resume();
  try {
    co_await desk_->reader.run();
  } catch (...) {
    abandon();  // what would be sent keeps until the next start
    throw;
  }
  if (fault_) std::rethrow_exception(fault_);
}

void Signal::stop() {
  stopped_ = true;
  if (desk_) desk_->reader.stop();
}

void Signal::abandon() {
  opened_.expires_at(asio::steady_timer::time_point::min());
  if (!desk_) return;
  desk_->sender.abandon();
  desk_->people.wake();
}

awaitable<Sent> Signal::send(const runtime::Delivery& delivery) {
  if (!desk_) co_await opened_.async_wait(asio::as_tuple(asio::use_awaitable));
  if (!desk_ || desk_->sender.abandoned()) co_return Sent::unknown;
  co_return co_await desk_->speaker.reply(delivery);
}

void Signal::hurry(const std::string& conversation) {
  if (const auto who = Uuid::read(conversation); who && desk_) desk_->speaker.hurry(*who);
}

void Signal::forgetting(const std::string& conversation) {
  if (auto who = Uuid::read(conversation); who && desk_) desk_->tasks.start(desk_->speaker.note_forgetting(std::move(*who)));
}

void Signal::pausing(const std::string& conversation, core::Duration time) {
  auto who = Uuid::read(conversation);
  if (desk_ && who) desk_->tasks.start(desk_->speaker.show_typing(std::move(*who), std::min(time, longest_typing)));
}

}  // namespace

std::unique_ptr<runtime::Adapter> open(asio::any_io_executor executor, Options options) {
  return std::make_unique<Signal>(executor, std::move(options));
}

}  // namespace signal_channel
