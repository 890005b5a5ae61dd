#pragma once
#include <set>

#include "adapters/net/tasks.hpp"
#include "adapters/signal/sender.hpp"

namespace signal_channel {

/// The note of whom signal-cli is still to forget: their UUIDs, each with a space behind it.
inline constexpr std::string_view forgetting_note = "signal/forgetting";

/// Has signal-cli forget those who asked the bot to. Who they are is kept, sealed, until that is done. On the io_context's
/// thread.
class Forgetting {
 public:
  /// All references must outlive it.
  Forgetting(Sender& sender, runtime::Inbox& inbox, net::Tasks& tasks) : sender_(sender), inbox_(inbox), tasks_(tasks) {}

  /// What an earlier run left undone.
  boost::asio::awaitable<void> resume();
  /// Comes back when it can't be lost any more.
  boost::asio::awaitable<void> note(Uuid who);
  /// Once nothing more is said to them: sending would make signal-cli know them again.
  void begin(Uuid who);

 private:
  boost::asio::awaitable<void> keep();
  boost::asio::awaitable<void> forget(Uuid who);

  Sender& sender_;
  runtime::Inbox& inbox_;
  net::Tasks& tasks_;
  std::set<Uuid> people_, under_way_;
};

}  // namespace signal_channel
