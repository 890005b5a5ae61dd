#include "adapters/matrix/random_token.hpp"

#include <openssl/rand.h>

#include <array>
#include <stdexcept>

#include <fmt/format.h>

namespace matrix {

std::string random_token() {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) throw std::runtime_error("The system has no random numbers.");
  std::string token;
  for (const unsigned char byte : bytes) token += fmt::format("{:02x}", byte);
  return token;
}

}  // namespace matrix
