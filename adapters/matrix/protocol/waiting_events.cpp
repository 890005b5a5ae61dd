#include "adapters/matrix/protocol/waiting_events.hpp"

#include <algorithm>
#include <numeric>

#include "adapters/net/json.hpp"

namespace matrix {

using net::dump;
using net::parse_json;
using net::text_of;
using nlohmann::json;

void WaitingEvents::add(Locked event) {
  if (contains(event) || event.event.size() > most_bytes_of_one) return;
  const auto same_room = [&](const Locked& each) { return each.room == event.room; };
  const auto in_room = std::ranges::count_if(events_, same_room);
  if (in_room >= static_cast<std::ptrdiff_t>(most_in_a_room)) events_.erase(std::ranges::find_if(events_, same_room));
  else if (events_.size() >= most) events_.erase(events_.begin());
  events_.push_back(std::move(event));
  while (bytes() > most_bytes) events_.erase(events_.begin());
}

std::size_t WaitingEvents::bytes() const {
  return std::accumulate(events_.begin(), events_.end(), std::size_t{0},
                         [](std::size_t sum, const Locked& each) { return sum + each.event.size(); });
}

bool WaitingEvents::remove(const Locked& event) { return std::erase(events_, event) > 0; }

std::vector<Locked> WaitingEvents::in(std::span<const std::string> rooms) const {
  std::vector<Locked> found;
  std::ranges::copy_if(events_, std::back_inserter(found),
                       [&](const Locked& each) { return std::ranges::find(rooms, each.room) != rooms.end(); });
  return found;
}

bool WaitingEvents::contains(const Locked& event) const { return std::ranges::find(events_, event) != events_.end(); }

std::string WaitingEvents::note() const {
  json all = json::array();
  for (const Locked& each : events_) all.push_back({{"room", each.room}, {"event", each.event}});
  return dump(all);
}

WaitingEvents WaitingEvents::from_note(std::string_view note) {
  WaitingEvents events;
  const std::optional<json> all = parse_json(note);
  if (all && all->is_array())
    for (const json& each : *all) events.add({text_of(each, "room"), text_of(each, "event")});
  return events;
}

}  // namespace matrix
