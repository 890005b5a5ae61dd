#include "storage/sealing.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>

#include <array>
#include <memory>

#include "storage/error.hpp"

namespace storage {
namespace {

constexpr char version = 1;
constexpr std::size_t nonce_size = 12, tag_size = 16, before = 1 + nonce_size;

/// OpenSSL fails only when memory or randomness is out: an outage.
void require(int result) {
  if (result != 1) throw StoreError(StoreError::Kind::unavailable);
}

unsigned char* bytes(char* at) { return reinterpret_cast<unsigned char*>(at); }
const unsigned char* bytes(const char* at) { return reinterpret_cast<const unsigned char*>(at); }
std::string_view text_of(const Secret& key) { return {reinterpret_cast<const char*>(key.data()), Secret::size()}; }

/// Fetched once: EVP_aes_256_gcm() and EVP_sha256() search for an implementation at every use.
const EVP_CIPHER* aes_256_gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return cipher;
}
const EVP_MD* sha_256() {
  static const EVP_MD* const digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return digest;
}

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

void append_number(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
}

std::string associated(const Place& place) {
  std::string out{version, static_cast<char>(place.column)};
  append_number(out, static_cast<std::uint64_t>(place.person));
  append_number(out, place.row);
  return out;
}

/// A cipher that knows key, nonce and associated data.
Cipher begin(const Secret& key, const Place& place, const char* nonce, int encrypt) {
  Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  const std::string data = associated(place);
  int written = 0;
  require(EVP_CipherInit_ex2(cipher.get(), aes_256_gcm(), key.data(), bytes(nonce), encrypt, nullptr));
  require(EVP_CipherUpdate(cipher.get(), nullptr, &written, bytes(data.data()), static_cast<int>(data.size())));
  return cipher;
}

/// Into memory of the caller, so that a key never passes through a string.
bool open_into(unsigned char* out, const Secret& key, const Place& place, std::string_view sealed) {
  const std::size_t size = sealed.size() - before - tag_size;
  const Cipher cipher = begin(key, place, sealed.data() + 1, 0);
  int written = 0;
  require(EVP_CipherUpdate(cipher.get(), out, &written, bytes(sealed.data() + before), static_cast<int>(size)));
  auto* tag = const_cast<char*>(sealed.data() + before + size);  // OpenSSL takes it as void* and only reads
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag));
  return EVP_CipherFinal_ex(cipher.get(), out + written, &written) == 1;
}

bool well_formed(std::string_view sealed) { return sealed.size() >= before + tag_size && sealed[0] == version; }

}  // namespace

std::string seal(const Secret& key, const Place& place, std::string_view text) {
  std::string out(before + text.size() + tag_size, version);
  require(RAND_bytes(bytes(out.data() + 1), nonce_size));
  const Cipher cipher = begin(key, place, out.data() + 1, 1);
  unsigned char* to = bytes(out.data() + before);
  int written = 0;
  require(EVP_CipherUpdate(cipher.get(), to, &written, bytes(text.data()), static_cast<int>(text.size())));
  require(EVP_CipherFinal_ex(cipher.get(), to + written, &written));
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, to + text.size()));
  return out;
}

std::optional<std::string> open(const Secret& key, const Place& place, std::string_view sealed) {
  if (!well_formed(sealed)) return std::nullopt;
  std::string out(sealed.size() - before - tag_size, '\0');
  if (!open_into(bytes(out.data()), key, place, sealed)) return std::nullopt;
  return out;
}

std::string seal(const Secret& key, const Place& place, const Secret& inner) {
  return seal(key, place, text_of(inner));
}

std::optional<Secret> open_key(const Secret& key, const Place& place, std::string_view sealed) {
  if (!well_formed(sealed) || sealed.size() != before + Secret::size() + tag_size) return std::nullopt;
  Secret inner;
  if (!open_into(inner.data(), key, place, sealed)) return std::nullopt;
  return inner;
}

Secret random_secret() {
  Secret key;
  require(RAND_priv_bytes(key.data(), static_cast<int>(Secret::size())));
  return key;
}

Secret derive(const Secret& key, std::string_view purpose) {
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr), &EVP_PKEY_CTX_free);
  Secret out;
  std::size_t size = Secret::size();
  require(EVP_PKEY_derive_init(context.get()));
  require(EVP_PKEY_CTX_set_hkdf_md(context.get(), sha_256()));
  require(EVP_PKEY_CTX_set1_hkdf_key(context.get(), key.data(), static_cast<int>(Secret::size())));
  require(EVP_PKEY_CTX_add1_hkdf_info(context.get(), bytes(purpose.data()), static_cast<int>(purpose.size())));
  require(EVP_PKEY_derive(context.get(), out.data(), &size));
  return out;
}

std::string look_up(const Secret& key, std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) {
    append_number(all, part.size());
    all += part;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> full{};
  unsigned int size = 0;
  const auto* made = HMAC(sha_256(), key.data(), static_cast<int>(Secret::size()), bytes(all.data()), all.size(),
                          full.data(), &size);
  require(made != nullptr ? 1 : 0);
  return {full.begin(), full.begin() + 16};
}

}  // namespace storage
