#pragma once
#include <string>
#include <variant>
#include <vector>

#include "adapters/matrix/crypto/crypto_machine.hpp"
#include "adapters/matrix/protocol/waiting_events.hpp"

namespace matrix {

/// Something to be said in an encrypted room.
struct Plain {
  std::string room;
  std::vector<std::string> readers;  // everyone who is in it or invited, without us
  RoomRotation rotation;
  std::string type, content;
  Readers whose = Readers::signed_devices;
  bool urgent = false;
};

/// What is done with the crypto machine, each in one go on its thread. What breaks the machine is left out, so that what
/// lies beside it is not; a store that fails throws.

/// The rooms for which keys came.
std::vector<std::string> receive_all(CryptoMachine& machine, const SyncChanges& changes);
std::vector<std::variant<Decrypted, Unreadable>> decrypt_all(CryptoMachine& machine, const std::vector<Locked>& events);
/// Nothing where the key has had its time, which the machine refuses.
std::string encrypt_if_shared(CryptoMachine& machine, const Plain& plain);

/// What comes next on the way to a text: requests, or the text, or, with neither, a claim of keys.
struct Step {
  std::vector<CryptoRequest> requests;
  std::string content;
};
Step next_step(CryptoMachine& machine, const Plain& plain, bool claimed);

}  // namespace matrix
