#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signal_channel {

/// A message of ours, by Signal's name for it (milliseconds since 1970).
struct SentMessage {
  std::uint64_t timestamp = 0;
  std::uint64_t delivery = 0;  // 0: of none that is stored
  bool operator==(const SentMessage&) const = default;
};

/// A reply on its way, as it stands before each try: what a kill leaves in doubt.
struct Attempt {
  std::uint64_t delivery = 0;
  std::size_t part = 0;        // those before it were accepted
  unsigned tries = 0;          // of this part
  std::uint64_t since = 0;     // milliseconds since 1970: of the first of them
  bool operator==(const Attempt&) const = default;
};

/// What the channel keeps of one person.
struct Contact {
  std::vector<SentMessage> sent;   // oldest first: what people's apps would still delete for us
  std::optional<Attempt> attempt;
  bool held = false;               // their key changed, and nothing is said to them before they were told
  bool has_timer = false;          // theirs, or the one that we set: not to be set again
  bool operator==(const Contact&) const = default;
};

/// Signal's apps delete a message for its sender this long after it (24 hours).
inline constexpr std::uint64_t deletable_ms = 24ULL * 60 * 60 * 1000;

void add_sent(Contact& contact, const SentMessage& message);
bool has_sent(const Contact& contact, std::uint64_t delivery);

std::string to_note(const Contact& contact);
/// An empty one for what is no note.
Contact contact_from_note(std::string_view note);

}  // namespace signal_channel
