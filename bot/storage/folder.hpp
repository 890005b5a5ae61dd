#pragma once
#include <filesystem>

#include "storage/descriptor.hpp"

namespace storage {

/// A data folder that belongs to this process until it goes. Made with mode 0700 when it isn't there. Throws
/// StoreError: locked when another process has it.
class Folder {
 public:
  explicit Folder(const std::filesystem::path& path);

  std::filesystem::path key_file() const { return path_ / "key"; }
  std::filesystem::path database_file() const { return path_ / "mooring.db"; }
  /// Whether a database was ever begun here.
  bool has_database() const;

 private:
  std::filesystem::path path_;
  Descriptor lock_;
};

}  // namespace storage
