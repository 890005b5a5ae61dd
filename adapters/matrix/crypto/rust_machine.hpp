#pragma once
#include <filesystem>
#include <memory>

#include "adapters/matrix/crypto/crypto_machine.hpp"

namespace matrix {

/// The machine of matrix-sdk-crypto, with its store in `folder`, which is made (0700) where it isn't there. The store is
/// sealed with `passphrase`, never empty. Takes about a tenth of a second. Throws CryptoError: locked where another
/// process or machine has the folder, other_device where it holds the keys of another user or device, store where the
/// passphrase is another or the disk fails.
std::unique_ptr<CryptoMachine> open_crypto_machine(const std::filesystem::path& folder, std::string_view user,
                                                   std::string_view device, std::string_view passphrase);

}  // namespace matrix
