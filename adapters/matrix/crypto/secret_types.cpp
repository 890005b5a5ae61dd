#include <array>
#include <nlohmann/json.hpp>

#include "adapters/matrix/crypto/crypto_machine.hpp"

namespace matrix {

namespace {

using Found = std::span<const CryptoMachine::AccountData>;

/// The id of the key that secret storage is sealed with; empty where the account data names none.
std::string key_id(const std::string& content) {
  const nlohmann::json value = nlohmann::json::parse(content, nullptr, false);
  if (!value.is_object() || !value.contains("key") || !value["key"].is_string()) return {};
  return value["key"].get<std::string>();
}

}  // namespace

std::string next_secret_type(Found found) {
  constexpr std::array secrets{"m.cross_signing.master", "m.cross_signing.self_signing", "m.cross_signing.user_signing"};
  if (found.empty()) return "m.secret_storage.default_key";
  const std::string key = key_id(found.front().content);
  if (key.empty()) return {};
  if (found.size() == 1) return "m.secret_storage.key." + key;
  const std::size_t next = found.size() - 2;
  return next < secrets.size() ? secrets[next] : "";
}

}  // namespace matrix
