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
};

/// Events whose key is not here yet, oldest first. The key may come later, so they lie in a sealed note: a restart does not
/// lose them. A value.
class WaitingEvents {
 public:
  static constexpr std::size_t most_in_a_room = 10, most = 200;

  /// What is too much pushes the oldest out.
  void add(Locked event);
  /// Those of these rooms, which wait no longer.
  std::vector<Locked> take(std::span<const std::string> rooms);
  bool wait_in(std::string_view room) const;

  std::string note() const;
  /// None for what is no such note.
  static WaitingEvents from_note(std::string_view note);

 private:
  std::vector<Locked> events_;
};

}  // namespace matrix
