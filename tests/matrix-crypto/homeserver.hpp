#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "adapters/matrix/crypto/crypto_machine.hpp"

namespace matrix {

/// As much of a homeserver as keys need, in memory: keeps devices, hands out one-time keys, carries to-device events.
class Homeserver {
 public:
  using Place = std::pair<std::string, std::string>;  // user, device

  /// The body of the answer.
  std::string answer(const Place& from, const CryptoRequest& request);
  /// What waits for this device, once.
  SyncChanges sync(const Place& to);

  std::size_t one_time_keys(const Place& of) const;
  void lose_one_time_keys(const Place& of) { one_time_[of].clear(); }
  const nlohmann::json& device(const Place& of) const { return devices_.at(of.first).at(of.second); }

 private:
  nlohmann::json upload(const Place& from, const nlohmann::json& body);
  nlohmann::json query(const nlohmann::json& body) const;
  nlohmann::json claim(const nlohmann::json& body);
  nlohmann::json carry(const Place& from, const std::string& type, const nlohmann::json& body);
  nlohmann::json sign(const nlohmann::json& body);
  void changed(const std::string& user);

  std::map<std::string, std::map<std::string, nlohmann::json>> devices_;            // user, device
  std::map<std::string, std::map<std::string, nlohmann::json>> identities_;         // user, "master_key" and so on
  std::map<Place, std::map<std::string, nlohmann::json>> one_time_, fallback_;      // by key id
  std::map<Place, std::vector<nlohmann::json>> inboxes_;
  std::map<Place, std::vector<std::string>> changed_;
};

}  // namespace matrix
