#include "adapters/matrix/crypto_work.hpp"

#include <algorithm>

#include "adapters/net/json.hpp"
#include "runtime/log.hpp"

namespace matrix {

namespace {

std::vector<std::string> receive_one_by_one(CryptoMachine& machine, SyncChanges changes) {
  std::vector<std::string> rooms;
  const nlohmann::json events = net::parse_leniently(changes.to_device).value_or(nlohmann::json::array());
  for (const nlohmann::json& event : events) try {
    changes.to_device = net::dump(nlohmann::json::array({event}));
    std::ranges::move(machine.receive_sync(changes), std::back_inserter(rooms));
  } catch (const CryptoError& error) {
    if (error.kind != CryptoError::Kind::fault) throw;
    runtime::log(runtime::Event::crypto_fault);
  }
  return rooms;
}

std::variant<Decrypted, Unreadable> decrypt_one(CryptoMachine& machine, const Locked& event) try {
  return machine.decrypt(event.event, event.room);
} catch (const CryptoError& error) {
  if (error.kind != CryptoError::Kind::fault) throw;
  return Unreadable::malformed;
}

}  // namespace

std::vector<std::string> receive_all(CryptoMachine& machine, const SyncChanges& changes) try {
  return machine.receive_sync(changes);
} catch (const CryptoError& error) {
  if (error.kind != CryptoError::Kind::fault) throw;
  return receive_one_by_one(machine, changes);
}

std::vector<std::variant<Decrypted, Unreadable>> decrypt_all(CryptoMachine& machine, const std::vector<Locked>& events) {
  std::vector<std::variant<Decrypted, Unreadable>> read;
  for (const Locked& each : events) read.push_back(decrypt_one(machine, each));
  return read;
}

std::string encrypt_if_shared(CryptoMachine& machine, const Plain& plain) try {
  return machine.encrypt(plain.room, plain.type, plain.content);
} catch (const CryptoError& error) {
  if (error.kind != CryptoError::Kind::fault) throw;
  return {};
}

Step next_step(CryptoMachine& machine, const Plain& plain, bool claimed) {
  if (auto query = machine.query_keys(plain.readers)) return {{std::move(*query)}, {}};
  if (!claimed && machine.missing_sessions(plain.readers)) return {};
  std::vector<CryptoRequest> shares = machine.share_room_key(plain.room, plain.readers, plain.rotation, plain.whose);
  if (!shares.empty()) return {std::move(shares), {}};
  return {{}, machine.encrypt(plain.room, plain.type, plain.content)};
}

}  // namespace matrix
