#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/engine.hpp"
#include "core/message.hpp"

namespace runtime {

/// A reply on its way to one person.
struct Delivery {
  std::uint64_t id = 0;   // the same after a restart: the transaction id, where a channel has such a thing; 0: not stored
  std::string conversation;
  core::Reply reply;
  bool leave = false;     // the quick exit: take back what the bot wrote, as far as the channel can
};

/// What became of a reply. `refused` is final: nobody can be reached there any more.
enum class Sent : std::uint8_t { accepted, unknown, refused };

/// Where an adapter puts what people write.
class Inbox {
 public:
  virtual ~Inbox() = default;
  /// Comes back when the message is committed and its replies are sent, or could not be. Crisis is looked for before
  /// anything waits. The text is to be core::clean() text, whatever its length. Never throws.
  virtual boost::asio::awaitable<void> receive(core::Message message) = 0;
};

/// A channel that people write on. Called on the one thread that runs the io_context.
class Adapter {
 public:
  virtual ~Adapter() = default;
  virtual std::string_view channel() const = 0;
  /// Reads until the channel ends or the operation is cancelled. One receive() at a time for each conversation.
  virtual boost::asio::awaitable<void> run(Inbox& inbox) = 0;
  /// Replies of one conversation come one after the other, the next when this one is done. Must not throw; reports.
  virtual boost::asio::awaitable<Sent> send(const Delivery& delivery) = 0;
};

}  // namespace runtime
