#pragma once
#include <stdexcept>

namespace storage {

/// An outage of the store, or a store that will not be opened. what() is one sentence for whoever runs the bot, with
/// what to do; it never holds message text, names, addresses, paths or SQL.
struct StoreError : std::runtime_error {
  enum class Kind : unsigned char { unavailable, full, read_only, damaged, newer, locked, key };

  /// With the sentence that usually fits the kind.
  explicit StoreError(Kind what_kind);
  StoreError(Kind what_kind, const char* sentence) : std::runtime_error(sentence), kind(what_kind) {}

  Kind kind;
};

/// For a failed system call: a full disk, a folder that may not be written, or unavailable.
[[noreturn]] void throw_store_error(int error_number);
/// The same, as a kind.
StoreError::Kind kind_of(int error_number);

}  // namespace storage
