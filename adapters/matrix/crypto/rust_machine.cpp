#include "adapters/matrix/crypto/rust_machine.hpp"

#include "adapters/matrix/crypto/bridge_values.hpp"
#include "adapters/matrix/crypto/folder_lock.hpp"

namespace matrix {

namespace {

class RustMachine : public CryptoMachine {
 public:
  RustMachine(const std::filesystem::path& folder, std::string_view user, std::string_view device,
              std::string_view passphrase)
      : lock_(folder), machine_(crossing([&] {
          return bridge::open_machine(folder.string(), view(user), view(device), view(passphrase));
        })) {}

  std::vector<std::string> receive_sync(const SyncChanges& changes) override {
    return crossing([&] {
      const bridge::Changes crossed{changes.to_device, changes.device_lists, changes.one_time_keys, changes.fallback_keys,
                                    changes.next_batch};
      std::vector<std::string> rooms;
      for (const rust::String& room : bridge::receive_sync(*machine_, crossed)) rooms.emplace_back(room);
      return rooms;
    });
  }

  std::vector<CryptoRequest> outgoing() override {
    return crossing([&] { return to_requests(bridge::outgoing(*machine_)); });
  }

  bool mark_sent(const CryptoRequest& request, std::string_view response) override {
    return crossing([&] { return bridge::mark_sent(*machine_, request.id, request.kind, view(response)); });
  }

  void track(std::span<const std::string> users) override {
    crossing([&] { bridge::track(*machine_, strings(users)); });
  }

  std::optional<CryptoRequest> query_keys(std::span<const std::string> users) override {
    return crossing([&] { return first(bridge::query_keys(*machine_, strings(users))); });
  }

  std::optional<CryptoRequest> missing_sessions(std::span<const std::string> users) override {
    return crossing([&] { return first(bridge::missing_sessions(*machine_, strings(users))); });
  }

  std::vector<CryptoRequest> share_room_key(std::string_view room, std::span<const std::string> users,
                                            const RoomRotation& rotation, Readers readers) override {
    return crossing([&] {
      const bridge::Sharing sharing{view(room), strings(users), static_cast<std::uint64_t>(rotation.period.count()),
                                    rotation.messages, readers == Readers::all_devices};
      return to_requests(bridge::share_room_key(*machine_, sharing));
    });
  }

  std::string encrypt(std::string_view room, std::string_view type, std::string_view content) override {
    return crossing([&] { return std::string(bridge::encrypt(*machine_, view(room), view(type), view(content))); });
  }

  std::variant<Decrypted, Unreadable> decrypt(std::string_view event, std::string_view room) override {
    using Read = std::variant<Decrypted, Unreadable>;
    return crossing([&]() -> Read {
      const bridge::Decrypted read = bridge::decrypt(*machine_, view(event), view(room));
      if (read.reading != bridge::Reading::Clear) return to_unreadable(read.reading);
      return Decrypted{std::string(read.event), std::string(read.session_id), read.index, read.signed_device, read.has_identity};
    });
  }

  void request_key(std::string_view event, std::string_view room) override {
    crossing([&] { bridge::request_key(*machine_, view(event), view(room)); });
  }

  SigningStatus signing_status() override {
    return crossing([&] {
      const bridge::Signing status = bridge::signing_status(*machine_);
      return SigningStatus{status.has_keys, status.published, status.same, status.device_signed};
    });
  }

  std::vector<CryptoRequest> bootstrap() override {
    return crossing([&] { return to_requests(bridge::bootstrap(*machine_)); });
  }

  SecretStorage export_secrets() override {
    return crossing([&] {
      const bridge::Secrets secrets = bridge::export_secrets(*machine_);
      SecretStorage storage{std::string(secrets.recovery_key), {}};
      for (const bridge::AccountData& each : secrets.account_data)
        storage.account_data.push_back({std::string(each.kind), std::string(each.content)});
      return storage;
    });
  }

  bool import_secrets(std::string_view recovery_key, std::span<const AccountData> account_data) override {
    return crossing([&] {
      std::vector<bridge::AccountData> found;
      for (const AccountData& each : account_data) found.push_back({each.type, each.content});
      return bridge::import_secrets(*machine_, view(recovery_key), {found.data(), found.size()});
    });
  }

 private:
  FolderLock lock_;  // before the machine: held until it is gone
  rust::Box<bridge::Machine> machine_;
};

}  // namespace

std::unique_ptr<CryptoMachine> open_crypto_machine(const std::filesystem::path& folder, std::string_view user,
                                                   std::string_view device, std::string_view passphrase) {
  return std::make_unique<RustMachine>(folder, user, device, passphrase);
}

}  // namespace matrix
