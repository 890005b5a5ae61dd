#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace matrix {

/// A request that the machine wants sent to the homeserver as it stands; the answer goes to mark_sent().
struct CryptoRequest {
  std::string id;      // the machine's own, kept for mark_sent()
  std::string kind;    // "keys_upload", "keys_query", "keys_claim", "to_device", "signatures_upload", "room_message",
                       // "signing_keys_upload"
  std::string method;  // "POST" or "PUT"
  std::string path;    // from "/_matrix/" on; a to-device transaction id is part of it and never changes
  std::string body;    // JSON
};

/// What a sync brought for the machine, each as the JSON of the response; empty where the response has none.
struct SyncChanges {
  std::string to_device;         // the array of events
  std::string device_lists;      // the object
  std::string one_time_keys;     // the object of counts; without signed_curve25519 the machine is told 0
  std::string fallback_keys;     // the array of unused types; absent and empty differ
  std::string next_batch;
};

/// An event in clear.
struct Decrypted {
  std::string event;          // JSON: type, content
  std::string session_id;     // Megolm session: with the index, the same only for the same ciphertext
  std::uint64_t index = 0;
  bool signed_device = true;  // whether its sender's identity has signed the device it came from: true also only once
                              // the sender's keys have been queried, so see to query_keys() before telling anyone
  bool has_identity = true;   // whether the sender has an identity that could sign devices, as far as is known
};

/// Why an event can't be read.
enum class Unreadable : std::uint8_t {
  no_key,        // not here yet, or never
  withheld,      // its sender's client refused to send the key
  unverified,    // refused since our device is not signed (m.unverified)
  untrusted,     // its sender's identity changed after it was verified, or proves to be another
  malformed,
};

struct RoomRotation {
  std::chrono::milliseconds period{std::chrono::hours(24 * 7)};  // the specification's default
  std::uint64_t messages = 100;
};

/// Whose devices get a room key. Anything but the notice to somebody whose device is unsigned is for signed ones alone; of
/// people who have no identity no device can be signed, and where there are only such, all of theirs get it.
enum class Readers : std::uint8_t { signed_devices, all_devices };

/// Whether clients that ask for signed devices will talk to us.
struct SigningStatus {
  bool has_keys = false;       // all three private cross-signing keys are in the store
  bool published = false;      // the homeserver knows an identity of ours
  bool same = false;           // and it is the one whose keys we have
  bool device_signed = false;  // this device is signed by the published identity
};

/// A fault of the crypto store or of the machine: a panic included. what() is one sentence for whoever runs the bot and
/// never holds ids, keys or text.
struct CryptoError : std::runtime_error {
  enum class Kind : std::uint8_t { store, locked, other_device, fault };
  CryptoError(Kind what_kind, const char* sentence) : std::runtime_error(sentence), kind(what_kind) {}
  Kind kind;
};

/// End-to-end encryption without any I/O to the network: what has to be sent comes out, what came in goes in. Calls may
/// take the disk's time. One thread at a time. Throws CryptoError.
class CryptoMachine {
 public:
  virtual ~CryptoMachine() = default;

  /// To be called before the sync's token is saved. Returns the ids of rooms for which keys came.
  virtual std::vector<std::string> receive_sync(const SyncChanges& changes) = 0;
  /// What has to be sent now, in this order.
  virtual std::vector<CryptoRequest> outgoing() = 0;
  /// `response` is the body of a 2xx answer. False where it is none to such a request: then nothing happened, and the
  /// request comes again.
  virtual bool mark_sent(const CryptoRequest& request, std::string_view response) = 0;

  /// Whose devices matter: everyone in an encrypted room with us.
  virtual void track(std::span<const std::string> users) = 0;
  /// A /keys/query that has to be sent before sharing with these, when their devices are not known or out of date.
  virtual std::optional<CryptoRequest> query_keys(std::span<const std::string> users) = 0;
  /// A /keys/claim for devices that there is no session with yet; with nobody, only for those whose session is broken.
  /// To be asked with nobody after every sync too, or broken sessions are not mended. One at a time.
  virtual std::optional<CryptoRequest> missing_sessions(std::span<const std::string> users) = 0;
  /// The room key for devices that lack it. To be sent, all of it, right before encrypt(). A key that more devices have
  /// than shall read is replaced by a new one.
  virtual std::vector<CryptoRequest> share_room_key(std::string_view room, std::span<const std::string> users,
                                                    const RoomRotation& rotation,
                                                    Readers readers = Readers::signed_devices) = 0;
  /// The content of an m.room.encrypted event.
  virtual std::string encrypt(std::string_view room, std::string_view type, std::string_view content) = 0;
  /// `event`: the JSON of the m.room.encrypted event.
  virtual std::variant<Decrypted, Unreadable> decrypt(std::string_view event, std::string_view room) = 0;
  /// Asks our other devices for the key, once for each session; the request comes out of outgoing(). (Nobody else's
  /// answer would be trusted.)
  virtual void request_key(std::string_view event, std::string_view room) = 0;

  virtual SigningStatus signing_status() = 0;
  /// Makes the cross-signing keys and signs this device. The requests, in order: keys/upload where still to come,
  /// keys/device_signing/upload (kind "signing_keys_upload"), keys/signatures/upload. Broken off, it is called again and
  /// gives the same keys. Throws a fault where another identity is published: it is never reset.
  virtual std::vector<CryptoRequest> bootstrap() = 0;
  /// The private cross-signing keys for secret storage: account data (type and content, to be PUT in this order), and
  /// the recovery key that opens it, for the operator's eyes.
  struct AccountData { std::string type, content; };
  struct SecretStorage { std::string recovery_key; std::vector<AccountData> account_data; };
  virtual SecretStorage export_secrets() = 0;
  /// The way back: `account_data` holds what the homeserver has, as collected with next_secret_type(). False when the
  /// recovery key doesn't open it, or what it opens is not the published identity. Where true, outgoing() holds the
  /// signature of this device. Needs our own identity known: a query of our own keys comes before.
  virtual bool import_secrets(std::string_view recovery_key, std::span<const AccountData> account_data) = 0;
};

/// Which account data import_secrets() wants next, beginning with nothing found; empty when `found` is all, or when it
/// names no key and there is nothing to be had.
std::string next_secret_type(std::span<const CryptoMachine::AccountData> found);

}  // namespace matrix
