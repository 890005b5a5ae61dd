#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "adapters/matrix/crypto/crypto_machine.hpp"

namespace matrix {

/// What the fake machine has on its "disk", what it shall do and what it was asked: the test owns it, and it survives a
/// restart.
struct FakeCrypto {
  std::vector<std::string> calls;                        // names of functions, in order
  std::map<std::string, CryptoError::Kind> failing;      // by function: throws until taken out
  std::vector<CryptoRequest> waiting;                    // what outgoing() gives until it was sent
  std::vector<std::pair<CryptoRequest, std::string>> sent;  // with the answer
  std::vector<SyncChanges> received;
  std::vector<std::string> rooms_with_keys;              // given by the next receive_sync()
  std::set<std::string> tracked, unqueried, sessionless; // users; the latter two until the request was sent
  std::map<std::string, std::set<std::string>> shared;   // by room: who has the room key; "unsigned devices" are one more
  std::map<std::string, std::uint64_t> index;            // by room
  std::map<std::string, Unreadable> unreadable;          // by session
  std::set<std::string> unsigned_sessions, requested;    // sessions
  bool identities = true;                                // whether the owners of unsigned devices could have signed them
  SigningStatus signing{true, true, true, true};
  std::string recovery_key = "fake recovery key";
};

/// What a person's client would send: readable by every fake machine.
inline std::string fake_sealed(std::string_view type, std::string_view content, std::string_view session = "s",
                               std::uint64_t index = 0) {
  return nlohmann::json{{"algorithm", "m.megolm.v1.aes-sha2"}, {"session_id", session}, {"index", index},
                        {"fake", {{"type", type}, {"content", nlohmann::json::parse(content)}}}}.dump();
}

/// A machine without cryptography: text is wrapped so that it can be unwrapped. It is as strict as the real one about
/// what must have been sent before a text can be encrypted.
class FakeCryptoMachine : public CryptoMachine {
 public:
  explicit FakeCryptoMachine(FakeCrypto& state) : state_(state) {}

  std::vector<std::string> receive_sync(const SyncChanges& changes) override {
    note("receive_sync");
    state_.received.push_back(changes);
    return std::exchange(state_.rooms_with_keys, {});
  }
  std::vector<CryptoRequest> outgoing() override { return note("outgoing"), state_.waiting; }

  bool mark_sent(const CryptoRequest& request, std::string_view response) override {
    note("mark_sent");
    if (!nlohmann::json::accept(response)) return false;
    state_.sent.emplace_back(request, response);
    std::erase_if(state_.waiting, [&](const CryptoRequest& each) { return each.id == request.id; });
    if (request.kind == "keys_query") state_.unqueried.clear();
    if (request.kind == "keys_claim") state_.sessionless.clear();
    if (request.kind == "to_device") state_.shared.merge(std::exchange(sharing_, {}));
    if (request.kind == "signing_keys_upload") state_.signing.published = state_.signing.same = true;
    if (request.kind == "signatures_upload") state_.signing.device_signed = true;
    return true;
  }

  void track(std::span<const std::string> users) override {
    note("track");
    state_.tracked.insert(users.begin(), users.end());
  }
  std::optional<CryptoRequest> query_keys(std::span<const std::string> users) override {
    note("query_keys");
    return ask_for(users, state_.unqueried, "keys_query", "/_matrix/client/v3/keys/query");
  }
  std::optional<CryptoRequest> missing_sessions(std::span<const std::string> users) override {
    note("missing_sessions");
    return ask_for(users, state_.sessionless, "keys_claim", "/_matrix/client/v3/keys/claim");
  }
  std::vector<CryptoRequest> share_room_key(std::string_view room, std::span<const std::string> users,
                                            const RoomRotation&, Readers readers = Readers::signed_devices) override {
    note(readers == Readers::all_devices ? "share_room_key with all" : "share_room_key");
    std::set<std::string> holders(users.begin(), users.end());
    if (readers == Readers::all_devices) holders.insert("unsigned devices");
    if (state_.shared.contains(std::string(room)) && state_.shared.at(std::string(room)) == holders) return {};
    state_.shared.erase(std::string(room));
    sharing_[std::string(room)] = std::move(holders);
    return {request("to_device", "/_matrix/client/v3/sendToDevice/m.room.encrypted/", "PUT")};
  }
  std::string encrypt(std::string_view room, std::string_view type, std::string_view content) override {
    note("encrypt");
    if (!state_.shared.contains(std::string(room))) throw CryptoError(CryptoError::Kind::fault, "No room key is shared.");
    return fake_sealed(type, content, "s of " + std::string(room), state_.index[std::string(room)]++);
  }
  std::variant<Decrypted, Unreadable> decrypt(std::string_view event, std::string_view) override {
    note("decrypt");
    const nlohmann::json content = nlohmann::json::parse(event).value("content", nlohmann::json::object());
    if (!content.contains("fake")) return Unreadable::malformed;
    const std::string session = content["session_id"];
    if (const auto found = state_.unreadable.find(session); found != state_.unreadable.end()) return found->second;
    return Decrypted{content["fake"].dump(), session, content["index"], !state_.unsigned_sessions.contains(session), state_.identities};
  }
  void request_key(std::string_view event, std::string_view) override {
    note("request_key");
    state_.requested.insert(nlohmann::json::parse(event)["content"].value("session_id", ""));
  }

  SigningStatus signing_status() override { return note("signing_status"), state_.signing; }
  std::vector<CryptoRequest> bootstrap() override {
    note("bootstrap");
    state_.signing.has_keys = true;
    return {request("signing_keys_upload", "/_matrix/client/v3/keys/device_signing/upload"),
            request("signatures_upload", "/_matrix/client/v3/keys/signatures/upload")};
  }
  SecretStorage export_secrets() override {
    note("export_secrets");
    return {state_.recovery_key, {{"m.secret_storage.default_key", R"({"key":"fake"})"},
                                  {"m.secret_storage.key.fake", "{}"},
                                  {"m.cross_signing.master", "{}"}}};
  }
  bool import_secrets(std::string_view recovery_key, std::span<const AccountData>) override {
    note("import_secrets");
    if (recovery_key != state_.recovery_key) return false;
    state_.signing.has_keys = state_.signing.same = true;
    state_.waiting.push_back(request("signatures_upload", "/_matrix/client/v3/keys/signatures/upload"));
    return true;
  }

 private:
  void note(const std::string& call) {
    state_.calls.push_back(call);
    if (const auto found = state_.failing.find(call); found != state_.failing.end())
      throw CryptoError(found->second, "The fake was told to fail.");
  }
  static CryptoRequest request(const std::string& kind, const std::string& path, const std::string& method = "POST") {
    static int count = 0;
    const std::string id = "fake" + std::to_string(++count);
    return {id, kind, method, path + (method == "PUT" ? id : ""), "{}"};
  }
  static std::optional<CryptoRequest> ask_for(std::span<const std::string> users, const std::set<std::string>& missing,
                                              const std::string& kind, const std::string& path) {
    for (const std::string& user : users)
      if (missing.contains(user)) return request(kind, path);
    return std::nullopt;
  }

  FakeCrypto& state_;
  std::map<std::string, std::set<std::string>> sharing_;  // in the request that is under way
};

}  // namespace matrix
