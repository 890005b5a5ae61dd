#pragma once
#include <filesystem>

#include "storage/secret.hpp"

namespace storage {

/// The 32 random bytes that everything in a store hangs on, from a file of mode 0600. Made when there is none, unless
/// `database_exists`: a new key would open nothing of it. The caller holds the folder's lock. Throws StoreError: of kind
/// key when others may read the file, it has another size or is missing; else an outage.
Secret master_key(const std::filesystem::path& file, bool database_exists);

}  // namespace storage
