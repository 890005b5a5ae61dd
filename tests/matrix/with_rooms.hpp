#pragma once
#include "adapters/matrix/rooms.hpp"
#include "adapters/matrix/speaker.hpp"
#include "adapters/net/tasks.hpp"
#include "matrix/with_homeserver.hpp"

namespace matrix_test {

inline constexpr const char *room_a = "!a:example.org", *room_b = "!b:example.org";

/// The bot in rooms: what it can say there, and what it was seen to say.
class WithRooms : public WithHomeserver {
 protected:
  WithRooms() {
    homeserver->answer("/send/", ok({{"event_id", "$sent"}}));
  }
  /// A room with that state, in which the person is answered.
  void at_home(const std::string& person, const std::string& room, json state) {
    homeserver->answer("GET /rooms/" + room + "/state", ok(std::move(state)));
    homeserver->answer("account_data/m.direct", [=](const Asked& asked) {
      return asked.what.starts_with("GET") ? std::optional(ok({{person, {room}}})) : std::nullopt;
    });
    run(rooms.load_direct());
  }
  matrix::Rooms::Ptr room_with(const json& state, const std::string& id = room_a) {
    homeserver->answer("GET /rooms/" + id + "/state", ok(state));
    return run(rooms.ask(id));
  }
  /// What was said, in clear; what was sealed begins with "sealed: ".
  std::vector<std::string> said(std::string_view room = "") {
    std::vector<std::string> texts;
    for (const Asked& each : homeserver->asked("/send/")) {
      if (each.what.find(room) == std::string::npos) continue;
      const bool sealed = each.what.find("/m.room.encrypted/") != std::string::npos;
      texts.push_back(sealed ? "sealed: " + each.body["fake"]["content"].value("body", "") : each.body.value("body", ""));
    }
    return texts;
  }
  std::vector<std::string> transactions() {
    std::vector<std::string> txns;
    for (const std::string& what : homeserver->asked_for("/send/")) txns.push_back(what.substr(what.rfind('/') + 1));
    return txns;
  }

  matrix::Encryption encryption{io.get_executor(), *client, machine()};
  matrix::Rooms rooms{io.get_executor(), *client, options};
  std::vector<std::exception_ptr> failed;
  net::Tasks tasks{io.get_executor(), [this](std::exception_ptr fault) { failed.push_back(std::move(fault)); }};
  matrix::Speaker speaker{*client, encryption, rooms, inbox, options, "salt"};
};

}  // namespace matrix_test
