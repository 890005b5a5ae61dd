#include "storage/folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "storage/error.hpp"

namespace storage {
namespace {

Descriptor lock(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder.parent_path(), failed);
  if (failed) throw_store_error(failed.value());
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) throw_store_error(errno);
  Descriptor file(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file) throw_store_error(errno);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0) return file;
  if (errno == EWOULDBLOCK) throw StoreError(StoreError::Kind::locked);
  throw_store_error(errno);
}

}  // namespace

Folder::Folder(const std::filesystem::path& path)
    : path_(std::filesystem::absolute(path / "").lexically_normal().parent_path()), lock_(lock(path_)) {}

bool Folder::has_database() const {
  std::error_code absent;
  const auto size = std::filesystem::file_size(database_file(), absent);
  return !absent && size > 0;
}

}  // namespace storage
