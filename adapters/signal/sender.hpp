#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>

#include "adapters/net/gate.hpp"
#include "adapters/net/lock.hpp"
#include "adapters/net/sleepers.hpp"
#include "adapters/signal/connection.hpp"
#include "adapters/signal/protocol/outcome.hpp"
#include "adapters/signal/signal.hpp"

namespace signal_channel {

/// Is told of each try to send something, so that it outlives a kill.
class Tries {
 public:
  virtual ~Tries() = default;
  /// False where that can't be kept: then it is not made.
  virtual boost::asio::awaitable<bool> make() = 0;
  /// It certainly was not sent.
  virtual boost::asio::awaitable<void> unmake() = 0;
};

/// How something is sent to somebody.
struct Way {
  Uuid who;
  bool urgent = false;
  Tries* tries = nullptr;
};

/// Everything that is asked of signal-cli beside reading, on a connection of its own. On the io_context's thread.
class Sender {
 public:
  /// Both references must outlive it.
  Sender(boost::asio::any_io_executor executor, const Options& options, runtime::Inbox& inbox);

  /// Something to one person. Waits while signal-cli is away or has lost the account, and under Signal's rate limit, where
  /// what is urgent goes first. Never for ever once the bot goes.
  boost::asio::awaitable<Outcome> send(Request request, Way way);
  /// What waits for them is urgent from now on.
  void hurry(const Uuid& who) { gate_.hurry(who.text()); }
  /// One try, for what may as well be missing, or is tried again by whoever asks.
  boost::asio::awaitable<Reply> ask(Request request);
  const Account& account() const { return options_.account; }
  boost::asio::awaitable<void> sleep(std::chrono::milliseconds time) { return pauses_.sleep(time); }

  /// Ends everything under way.
  void abandon();
  bool abandoned() const { return pauses_.ended(); }

  static constexpr std::chrono::seconds patience{30};

 private:
  boost::asio::awaitable<bool> connect();
  boost::asio::awaitable<Outcome> attempt(Request request, Tries* tries);
  boost::asio::awaitable<void> wait_for_account();
  bool awaits_captcha();
  void hold_back(const Outcome& outcome);
  void note_accepted();
  void report(runtime::Trouble trouble);

  const Options& options_;
  runtime::Inbox& inbox_;
  Connection connection_;
  net::Lock connecting_;
  net::Gate gate_;
  net::Sleepers pauses_;
  std::chrono::steady_clock::time_point captcha_until_{};
  bool challenged_ = true;  // maybe by an earlier run
};

}  // namespace signal_channel
