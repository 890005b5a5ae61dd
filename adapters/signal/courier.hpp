#pragma once
#include <optional>
#include <vector>

#include "adapters/signal/people.hpp"
#include "adapters/signal/sender.hpp"

namespace signal_channel {

/// How something fared on its way to one person.
enum class Fate : std::uint8_t {
  arrived,
  later,      // was not sent, or not all of it
  in_doubt,   // was tried as often as may be, and nobody knows
  untrusted,  // the person's key is another one than before
  refused,    // nobody can be reached there any more
};

/// `hurried`: a crisis reply waits behind it. `urgent`: it is one.
enum class Haste : std::uint8_t { ordinary, hurried, urgent };

/// Brings replies, each part at most twice where nobody knows what became of it, and what is urgent until it is accepted:
/// Signal keeps nothing by which a message that comes twice would be known. On the io_context's thread.
class Courier {
 public:
  /// Both references must outlive it.
  Courier(Sender& sender, People& people) : sender_(sender), people_(people) {}

  /// Goes on where an earlier run was interrupted. The person's turn is held. `delivery`: 0 for what is not stored.
  /// What stands behind the first `needed` parts may as well be missing.
  boost::asio::awaitable<Fate> bring(People::Ptr person, std::uint64_t delivery, std::vector<Request> parts, std::size_t needed,
                                     Haste haste);
  /// Their phone has it, which settles what was in doubt.
  static void arrived(Person& person, const std::vector<std::uint64_t>& timestamps);

  static constexpr unsigned most_tries = 2;
  /// How long a receipt is waited for before the next try. A crisis rather comes twice than late, but not every second.
  static constexpr std::chrono::milliseconds until_settled{4000}, until_settled_urgently{1000}, longest_until_settled{60'000};

 private:
  boost::asio::awaitable<std::optional<Fate>> try_part(People::Ptr person, Request part, Haste haste);
  boost::asio::awaitable<std::optional<std::uint64_t>> settle(People::Ptr person, std::chrono::milliseconds patience);

  Sender& sender_;
  People& people_;
};

}  // namespace signal_channel
