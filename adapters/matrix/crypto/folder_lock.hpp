#pragma once
#include <filesystem>

namespace matrix {

/// One machine a folder: two with the same keys would hand out the same one-time keys twice and break their sessions for
/// good. Held while this lives, given back by the system when the process dies. Makes the folder, for us alone.
class FolderLock {
 public:
  /// Throws CryptoError: locked, or store where the folder can't be made.
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int file_;
};

}  // namespace matrix
