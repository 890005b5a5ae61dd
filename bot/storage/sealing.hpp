#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "storage/secret.hpp"

namespace storage {

enum class Column : unsigned char { epoch_key = 1, data_key, address, session, reply, cursor, kept };

/// Where sealed bytes stand. They open nowhere else: the place is their associated data (NIST SP 800-38D), so rows and
/// columns can't be swapped.
struct Place {
  Column column{};
  std::int64_t person = 0;
  std::uint64_t row = 0;  // of a reply its id, of a key its epoch
};

/// AES-256-GCM: a version byte, a random 96-bit nonce, the text, a 128-bit tag: 29 bytes longer than the text.
std::string seal(const Secret& key, const Place& place, std::string_view text);
/// Nothing when the key, the place or any byte is not what it was.
std::optional<std::string> open(const Secret& key, const Place& place, std::string_view sealed);

std::string seal(const Secret& key, const Place& place, const Secret& inner);
std::optional<Secret> open_key(const Secret& key, const Place& place, std::string_view sealed);

Secret random_secret();
/// HKDF-SHA-256 (RFC 5869) without salt: a key of its own for each purpose.
Secret derive(const Secret& key, std::string_view purpose);

/// HMAC-SHA-256 of the parts, each with its length before it, cut to 128 bits: what a row is found by.
std::string look_up(const Secret& key, std::initializer_list<std::string_view> parts);

}  // namespace storage
