#pragma once
#include <openssl/crypto.h>

#include <array>

namespace storage {

/// A 256-bit key. Wiped when it goes, also from where it was moved.
class Secret {
 public:
  Secret() = default;
  ~Secret() { wipe(); }
  Secret(Secret&& other) noexcept : bytes_(other.bytes_) { other.wipe(); }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      bytes_ = other.bytes_;
      other.wipe();
    }
    return *this;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  static constexpr std::size_t size() { return 32; }
  unsigned char* data() { return bytes_.data(); }
  const unsigned char* data() const { return bytes_.data(); }

 private:
  void wipe() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }
  std::array<unsigned char, 32> bytes_{};
};

}  // namespace storage
