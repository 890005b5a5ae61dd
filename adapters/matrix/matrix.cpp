#include "adapters/matrix/matrix.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/matrix/account.hpp"
#include "runtime/log.hpp"

namespace matrix {

namespace asio = boost::asio;
using asio::awaitable;
using runtime::Sent;

namespace {

constexpr std::chrono::seconds pause_after_fault{5};
/// Longer than that no homeserver shows somebody's typing.
constexpr core::Duration longest_typing{std::chrono::minutes(2)};

std::unique_ptr<CryptoMachine> open_machine(const Options& options, const Session& session) try {
  return options.open_machine(session.user, session.device);
} catch (const CryptoError& error) {
  throw runtime::ChannelError(error.what());
}

/// The channel: logs in, then reads until it is told to stop. What is done with a sync is Account's.
class Matrix final : public runtime::Adapter {
 public:
  Matrix(asio::any_io_executor executor, Options options)
      : options_(std::move(options)), client_(executor, options_), executor_(executor), opened_(executor, Moment::max()) {}

  std::string_view channel() const override { return channel_name; }
  awaitable<void> run(runtime::Inbox& inbox) override;
  void stop() override;
  void abandon() override;
  awaitable<Sent> send(const runtime::Delivery& delivery) override;
  void pausing(const std::string& conversation, core::Duration time) override;

 private:
  using Moment = asio::steady_timer::time_point;

  awaitable<void> open(runtime::Inbox& inbox);
  awaitable<void> log_in_as_before(runtime::Inbox& inbox);
  awaitable<void> listen(runtime::Inbox& inbox);
  /// Ends the channel, where it goes on beside what failed.
  void fail(const std::exception_ptr& fault);

  const Options options_;
  Client client_;
  asio::any_io_executor executor_;
  asio::steady_timer opened_;  // over when account_ can answer, or never will
  std::unique_ptr<Account> account_;
  std::exception_ptr fault_;
  bool stopped_ = false, heard_ = false;
};

awaitable<void> Matrix::run(runtime::Inbox& inbox) {
  bool device_over = false;
  try {
    co_await open(inbox);
    co_await listen(inbox);
    if (fault_) std::rethrow_exception(fault_);
    co_return;
  } catch (const DeviceOver&) {
    fault_ = std::current_exception();
    device_over = true;
  } catch (const std::exception&) {
    fault_ = std::current_exception();
  }
  abandon();  // what would be sent keeps until the next start
  if (device_over) {
    std::vector<core::Message> none;
    std::vector<runtime::Note> over{{std::string(session_note), {}}};
    co_await inbox.receive(std::move(none), std::move(over));
  }
  std::rethrow_exception(fault_);
}

awaitable<void> Matrix::open(runtime::Inbox& inbox) {
  co_await log_in_as_before(inbox);
  AccountNotes notes = co_await recall_account(inbox);
  auto account = std::make_unique<Account>(executor_, client_, open_machine(options_, client_.session()), inbox, options_,
                                           std::move(notes), [this](const std::exception_ptr& fault) { fail(fault); });
  account_ = std::move(account);
  co_await account_->begin();
  opened_.expires_at(Moment::min());
}

awaitable<void> Matrix::log_in_as_before(runtime::Inbox& inbox) {
  const std::string note = co_await inbox.recall(std::string(session_note));
  client_.changed = [&inbox](const Session& session) -> awaitable<void> {
    std::vector<core::Message> none;
    std::vector<runtime::Note> notes{{std::string(session_note), to_note(session)}};
    co_await inbox.receive(std::move(none), std::move(notes));
  };
  client_.reached = [this, &inbox](bool yes) { if (heard_) inbox.online(channel_name, yes); };
  std::optional<Session> session = from_note(note, options_.user);
  if (!session) {
    session = co_await log_in(client_.http(), options_);
    runtime::log(runtime::Event::logged_in);
    co_await client_.changed(*session);
  }
  client_.use(std::move(*session));
}

awaitable<void> Matrix::listen(runtime::Inbox& inbox) {
  while (!stopped_ && !fault_) {
    bool faulty = false;
    try {
      const bool heard = co_await account_->listen();
      faulty = !heard;
      if (!stopped_ && std::exchange(heard_, heard) != heard) inbox.online(channel_name, heard);
    } catch (const CryptoError&) {
      runtime::log(runtime::Event::crypto_fault);
      faulty = true;
    }
    if (faulty && !stopped_ && !fault_) co_await client_.sleep(pause_after_fault);
  }
}

void Matrix::stop() {
  stopped_ = true;
  client_.end_polling();
  if (!heard_) abandon();
}

void Matrix::abandon() {
  client_.abandon();
  opened_.expires_at(Moment::min());
}

void Matrix::fail(const std::exception_ptr& fault) try {
  std::rethrow_exception(fault);
} catch (const CryptoError&) {
  runtime::log(runtime::Event::crypto_fault);  // the next sync tries it again
} catch (...) {
  fault_ = fault;
  client_.end_polling();
}

awaitable<Sent> Matrix::send(const runtime::Delivery& delivery) {
  if (!client_.abandoned()) co_await opened_.async_wait(asio::as_tuple(asio::use_awaitable));
  if (client_.abandoned()) co_return Sent::unknown;
  try {
    co_return co_await account_->reply(delivery);
  } catch (...) {
    fail(std::current_exception());
  }
  co_return Sent::unknown;
}

void Matrix::pausing(const std::string& conversation, core::Duration time) {
  if (account_) account_->show_typing(conversation, std::min(time, longest_typing));
}

}  // namespace

std::unique_ptr<runtime::Adapter> open(asio::any_io_executor executor, Options options) {
  return std::make_unique<Matrix>(executor, std::move(options));
}

}  // namespace matrix
