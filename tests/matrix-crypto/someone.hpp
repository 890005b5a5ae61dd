#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "matrix-crypto/homeserver.hpp"
#include "storage/temp_folder.hpp"

namespace matrix {

inline constexpr const char* room = "!room:example.org";

/// A user on a device with a machine of their own, and the driver that carries between it and the homeserver.
struct Someone {
  Someone(Homeserver& server, const std::string& user, const std::string& device);

  /// As after the process was started again.
  void restart();
  CryptoMachine& operator*() { return *machine; }
  CryptoMachine* operator->() { return machine.get(); }

  void send(const std::vector<CryptoRequest>& requests);
  /// Sends whatever the machine wants sent, until there is no more.
  void settle();
  /// What the homeserver has for us; then settles. Returns the rooms for which keys came.
  std::vector<std::string> sync();
  void make_identity();

  /// Shares the room key as far as it must be, and encrypts a text: the event as the room would show it.
  std::string say(const std::string& text, const std::vector<std::string>& users, Readers readers = Readers::signed_devices);
  /// An event from our device with this content.
  std::string event(const std::string& content) const;

  Homeserver::Place place;
  TempFolder folder;
  Homeserver& homeserver;
  std::unique_ptr<CryptoMachine> machine;
};

/// The text, or which Unreadable it is: "unreadable 0".
std::string text_of(const std::variant<Decrypted, Unreadable>& read);

}  // namespace matrix
