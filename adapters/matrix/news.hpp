#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/matrix/protocol/waiting_events.hpp"
#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/speaker.hpp"
#include "core/message.hpp"

namespace matrix {

/// What a sync comes to.
struct News {
  /// Something written where there is no conversation to be had. `line`: what is to be said about that; of a room that was
  /// closed nothing is.
  struct Aside {
    Rooms::Ptr room;
    std::optional<core::Line> line;
    std::string cause, text;
  };
  struct Unread { Remark remark; std::optional<Locked> waits; };  // waits: its key may still come
  /// A room whose state has changed, by that event.
  struct Change { Rooms::Ptr room; std::string event; };

  std::vector<core::Message> messages;
  std::map<std::string, Rooms::Ptr> homes;  // by person who wrote elsewhere than before: where they are now to be answered
  std::vector<Aside> asides;
  std::vector<Unread> unread;
  std::vector<Remark> notices;              // to people whose device nobody has signed
  std::map<std::string, Change> changes;    // by room
  std::map<std::string, std::string> read;  // by room: the latest event of others
  bool waiting_changed = false;             // the events that wait for their key are others than before
};

}  // namespace matrix
