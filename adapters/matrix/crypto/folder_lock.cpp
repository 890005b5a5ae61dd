#include "adapters/matrix/crypto/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/matrix/crypto/crypto_machine.hpp"

namespace matrix {

namespace {

[[noreturn]] void refuse_folder() {
  throw CryptoError(CryptoError::Kind::store, "The folder for the Matrix keys can't be made or written.");
}

void make_private(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || ::chmod(folder.c_str(), S_IRWXU) != 0) refuse_folder();
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder) {
  make_private(folder);
  file_ = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file_ < 0) refuse_folder();
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(file_);
  throw CryptoError(CryptoError::Kind::locked, "Another process is using the folder with the Matrix keys.");
}

FolderLock::~FolderLock() { ::close(file_); }

}  // namespace matrix
