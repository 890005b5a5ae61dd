#include "content/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "content/file.hpp"

namespace content {
namespace {

namespace fs = std::filesystem;

class Sha256 {
 public:
  Sha256() { expect(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr)); }

  /// The length first: "ab" and "c" are not "a" and "bc".
  void add(std::string_view bytes) {
    const std::string length = fmt::format("{}:", bytes.size());
    expect(EVP_DigestUpdate(context_.get(), length.data(), length.size()));
    expect(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
  }

  std::string hex(std::size_t digits) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    expect(EVP_DigestFinal_ex(context_.get(), hash.data(), &size));
    std::string text;
    for (unsigned i = 0; i < size; ++i) text += fmt::format("{:02x}", hash[i]);
    return text.substr(0, digits);
  }

 private:
  static void expect(bool ok) {
    if (!ok) throw std::runtime_error("SHA-256 is not to be had from OpenSSL");
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

}  // namespace

std::string digest(const fs::path& flows_dir) {
  Sha256 hash;
  const auto add = [&](const fs::path& path) {
    Diagnostics ignored;  // whoever reads the file for what is in it has said so
    hash.add(path.lexically_relative(flows_dir).generic_string());
    hash.add(read_file(path, ignored).value_or(""));
  };
  for (const char* folder : {".", "system", "words", "crisis"})
    for (const fs::path& path : files_in((flows_dir / folder).lexically_normal(), ".yaml")) add(path);
  for (const fs::path& path : files_in(flows_dir / "locale", ".po")) add(path);
  add(flows_dir / "helplines.json");
  return hash.hex(16);
}

}  // namespace content
