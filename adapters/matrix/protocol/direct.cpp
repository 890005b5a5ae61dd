#include "adapters/matrix/protocol/direct.hpp"

#include <algorithm>

namespace matrix {

using nlohmann::json;

Direct::Direct(const json& content) {
  if (!content.is_object()) return;
  for (const auto& [person, rooms] : content.items())
    for (const json& room : rooms.is_array() ? rooms : json::array())
      if (room.is_string()) rooms_[person].push_back(room.get<std::string>());
}

std::string Direct::room_of(std::string_view person) const {
  const auto found = rooms_.find(person);
  return found == rooms_.end() || found->second.empty() ? std::string() : found->second.back();
}

bool Direct::prefer(std::string_view person, std::string_view room) {
  if (room_of(person) == room) return false;
  std::vector<std::string>& rooms = rooms_[std::string(person)];
  std::erase(rooms, room);
  rooms.emplace_back(room);
  return true;
}

bool Direct::contains(std::string_view room) const {
  return std::ranges::any_of(rooms_, [room](const auto& each) { return std::ranges::find(each.second, room) != each.second.end(); });
}

bool Direct::remove(std::string_view room) {
  bool found = false;
  for (auto& [person, rooms] : rooms_) found = std::erase(rooms, room) > 0 || found;
  std::erase_if(rooms_, [](const auto& each) { return each.second.empty(); });
  return found;
}

json Direct::content() const {
  json all = json::object();
  for (const auto& [person, rooms] : rooms_) all[person] = rooms;
  return all;
}

}  // namespace matrix
