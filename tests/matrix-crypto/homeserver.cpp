#include "matrix-crypto/homeserver.hpp"

namespace matrix {

using nlohmann::json;

std::string Homeserver::answer(const Place& from, const CryptoRequest& request) {
  const json body = json::parse(request.body);
  if (request.kind == "keys_upload") return upload(from, body).dump();
  if (request.kind == "keys_query") return query(body).dump();
  if (request.kind == "keys_claim") return claim(body).dump();
  if (request.kind == "signatures_upload") return sign(body).dump();
  if (request.kind == "signing_keys_upload") {
    for (const auto& [name, key] : body.items()) identities_[from.first][name] = key;
    return changed(from.first), "{}";
  }
  const std::string type = request.path.substr(request.path.find("sendToDevice/") + 13);
  return carry(from, type.substr(0, type.find('/')), body).dump();
}

json Homeserver::upload(const Place& from, const json& body) {
  if (body.contains("device_keys")) {
    devices_[from.first][from.second] = body["device_keys"];
    changed(from.first);
  }
  for (const auto& [id, key] : body.at("one_time_keys").items()) one_time_[from][id] = key;
  for (const auto& [id, key] : body.at("fallback_keys").items()) fallback_[from] = {{id, key}};
  return {{"one_time_key_counts", {{"signed_curve25519", one_time_[from].size()}}}};
}

json Homeserver::query(const json& body) const {
  json answer{{"device_keys", json::object()}};  // without "failures", as some homeservers leave it out
  for (const auto& [user, ignored] : body.at("device_keys").items()) {
    answer["device_keys"][user] = devices_.contains(user) ? json(devices_.at(user)) : json::object();
    if (!identities_.contains(user)) continue;
    for (const auto& [name, key] : identities_.at(user)) answer[name + "s"][user] = key;
  }
  return answer;
}

json Homeserver::claim(const json& body) {
  json answer{{"one_time_keys", json::object()}};
  for (const auto& [user, devices] : body.at("one_time_keys").items())
    for (const auto& [device, algorithm] : devices.items()) {
      auto& keys = one_time_[{user, device}];
      const auto& from = keys.empty() ? fallback_[{user, device}] : keys;
      if (from.empty()) continue;
      answer["one_time_keys"][user][device] = {{from.begin()->first, from.begin()->second}};
      if (!keys.empty()) keys.erase(keys.begin());
    }
  return answer;
}

json Homeserver::carry(const Place& from, const std::string& type, const json& body) {
  for (const auto& [user, messages] : body.at("messages").items())
    for (const auto& [device, content] : messages.items())
      for (const auto& [name, ignored] : devices_[user])
        if (device == "*" || device == name)
          inboxes_[{user, name}].push_back({{"type", type}, {"sender", from.first}, {"content", content}});
  return json::object();
}

json Homeserver::sign(const json& body) {
  const auto add = [](json& kept, const json& signed_object) {
    for (const auto& [user, signatures] : signed_object.at("signatures").items())
      for (const auto& [key, signature] : signatures.items()) kept["signatures"][user][key] = signature;
  };
  for (const auto& [user, objects] : body.items()) {
    for (const auto& [id, object] : objects.items()) {
      if (devices_[user].contains(id)) add(devices_[user][id], object);
      else add(identities_[user]["master_key"], object);
    }
    changed(user);
  }
  return json::object();
}

void Homeserver::changed(const std::string& user) {
  for (const auto& [each, devices] : devices_)
    for (const auto& [device, keys] : devices) changed_[{each, device}].push_back(user);
}

SyncChanges Homeserver::sync(const Place& to) {
  SyncChanges changes;
  changes.to_device = json(std::exchange(inboxes_[to], {})).dump();
  changes.device_lists = json{{"changed", std::exchange(changed_[to], {})}}.dump();
  const std::size_t count = one_time_keys(to);
  changes.one_time_keys = count == 0 ? "{}" : json{{"signed_curve25519", count}}.dump();  // as homeservers do
  changes.fallback_keys = fallback_[to].empty() ? "[]" : R"(["signed_curve25519"])";
  changes.next_batch = "next";
  return changes;
}

std::size_t Homeserver::one_time_keys(const Place& of) const {
  const auto found = one_time_.find(of);
  return found == one_time_.end() ? 0 : found->second.size();
}

}  // namespace matrix
