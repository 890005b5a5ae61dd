#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace matrix {

/// The account's m.direct: people and the rooms they are talked to in, the one to answer in last. A value.
class Direct {
 public:
  Direct() = default;
  /// What is no list of rooms is left out.
  explicit Direct(const nlohmann::json& content);

  /// The room to answer that person in; empty when there is none.
  std::string room_of(std::string_view person) const;
  /// From now on that one. True when that is news.
  bool prefer(std::string_view person, std::string_view room);
  bool contains(std::string_view room) const;
  bool remove(std::string_view room);
  nlohmann::json content() const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> rooms_;
};

}  // namespace matrix
