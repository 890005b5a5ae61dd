#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/content.hpp"
#include "core/engine.hpp"
#include "core/message.hpp"
#include "runtime/trouble.hpp"

namespace runtime {

/// A reply on its way to one person.
struct Delivery {
  std::uint64_t id = 0;   // the same after a restart: the transaction id, where a channel has such a thing; 0: not stored
  std::string conversation;
  core::Reply reply;
  core::Then then = core::Then::nothing;  // once it is sent
  bool quiet = false;     // the person wants a neutral name and picture beside what the bot says
  bool more = false;      // another one for the same person follows at once
  bool hurried = false;   // the answer to a crisis follows, which this must not hold up
};

/// What became of a reply. `refused` is final: nobody can be reached there any more. `unknown`: the same delivery comes
/// again later. `unfinished`: the reply is out and some of the taking back is not; it comes again when nothing else waits.
enum class Sent : std::uint8_t { accepted, unknown, unfinished, refused };

/// Something small that an adapter keeps beside the conversations: how far it has read, what it logged in as. Sealed.
struct Note { std::string name, value; };

/// A channel that can't go on: what() is one sentence for whoever runs the bot, without names, addresses or text.
struct ChannelError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Where an adapter puts what people write, and what it has to remember.
class Inbox {
 public:
  virtual ~Inbox() = default;
  /// Messages in the order they came, of any conversations; committed as one with the notes. Comes back when they are
  /// committed, or could not be for five seconds: then a crisis among them was answered all the same. Crisis is looked
  /// for before anything waits. Texts are to be core::clean() text, whatever their length. Never throws.
  virtual boost::asio::awaitable<void> receive(std::vector<core::Message> messages, std::vector<Note> notes = {}) = 0;
  /// Empty when there is no such note. Throws storage::StoreError.
  virtual boost::asio::awaitable<std::string> recall(std::string name) = 0;
  /// What the channel keeps of a person, beside their conversation and for as long. Empty where there is none; nothing while
  /// the store fails, or hangs longer than a crisis may wait.
  virtual boost::asio::awaitable<std::optional<std::string>> kept(std::string channel, std::string conversation) = 0;
  /// True when a killed process would not lose it, or the store does not know that person and so keeps nothing of them.
  virtual boost::asio::awaitable<bool> keep(std::string channel, std::string conversation, std::string value) = 0;
  /// Whether a reply is among the latest to that person, so that a tap on its choices still answers something. False where
  /// the store can't tell.
  virtual boost::asio::awaitable<bool> is_latest(std::string channel, std::string conversation, std::uint64_t delivery) = 0;
  /// What is said to a crisis where there is no conversation to be had; nothing to anything else.
  virtual std::vector<core::Reply> crisis_lines(std::string_view text) = 0;
  /// What the bot itself says, in the language that the host has set.
  virtual std::string line(core::Line line) const = 0;
  /// Whether the channel can be reached, each time that changes.
  virtual void online(std::string_view channel, bool yes) = 0;
  /// The trouble that a channel has from now on.
  virtual void trouble(std::string_view channel, Trouble trouble) = 0;
};

/// A channel that people write on. Called on the one thread that runs the io_context.
class Adapter {
 public:
  virtual ~Adapter() = default;
  virtual std::string_view channel() const = 0;
  /// Reads until the channel ends or stop() was called.
  virtual boost::asio::awaitable<void> run(Inbox& inbox) = 0;
  /// Reads no more. send() is still called, for what was received.
  virtual void stop() = 0;
  /// Ends what send() is still at, as `unknown`: the bot goes.
  virtual void abandon() {}
  /// Replies of one conversation come one after the other, the next when this one is done; those of different
  /// conversations side by side. Must not throw; reports.
  virtual boost::asio::awaitable<Sent> send(const Delivery& delivery) = 0;
  /// The answer to a crisis waits behind what is sent to that person now.
  virtual void hurry(const std::string& /*conversation*/) {}
  /// That person was forgotten, and is about to be told so.
  virtual void forgetting(const std::string& /*conversation*/) {}
  /// A paced message for that person comes after this time: where the channel can, show that somebody is there.
  virtual void pausing(const std::string& /*conversation*/, core::Duration /*time*/) {}
};

}  // namespace runtime
