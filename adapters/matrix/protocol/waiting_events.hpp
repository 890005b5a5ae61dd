#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace matrix {

/// An m.room.encrypted event as it came.
struct Locked {
  std::string room, event;
  bool operator==(const Locked&) const = default;
};

/// Events whose key is not here yet, oldest first. The key may come later, so they lie in a sealed note: a restart does not
/// lose them. A value.
class WaitingEvents {
 public:
  static constexpr std::size_t most_in_a_room = 5, most = 100;
  static constexpr std::size_t most_bytes_of_one = 64 << 10;  // the specification's largest event; whatever is larger is left out
  static constexpr std::size_t most_bytes = 1 << 20;

  /// Once, however often it is added. What is too much pushes the oldest out.
  void add(Locked event);
  /// False where it was not there.
  bool remove(const Locked& event);
  std::vector<Locked> in(std::span<const std::string> rooms) const;
  const std::vector<Locked>& all() const { return events_; }
  bool contains(const Locked& event) const;

  std::string note() const;
  /// None for what is no such note.
  static WaitingEvents from_note(std::string_view note);

 private:
  std::size_t bytes() const;

  std::vector<Locked> events_;
};

}  // namespace matrix
