#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "storage/secret.hpp"

namespace storage {

/// The 32 random bytes that everything in a store hangs on, from a file of mode 0600. Made when there is none, unless
/// `database_exists`: a new key would open nothing of it. The caller holds the folder's lock. Throws StoreError: of kind
/// key when others may read the file, it has another size or is missing; else an outage.
Secret master_key(const std::filesystem::path& file, bool database_exists);

/// A key for something kept beside the store in `folder`, such as another library's database: 64 hexadecimal digits,
/// the same each time for the same purpose. Call it after the store was opened. Throws StoreError.
std::string key_for(const std::filesystem::path& folder, std::string_view purpose);

}  // namespace storage
