#include "storage/master_key.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "storage/descriptor.hpp"
#include "storage/error.hpp"
#include "storage/sealing.hpp"

namespace storage {
namespace {

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor open_folder(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open_folder || ::fsync(open_folder.get()) != 0) throw_store_error(errno);
}

/// Whole or not at all: written beside, then renamed.
Secret make(const std::filesystem::path& file) {
  const std::filesystem::path unfinished = file.string() + ".new";
  ::unlink(unfinished.c_str());
  const Descriptor out(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!out) throw_store_error(errno);
  Secret key = random_secret();
  const ssize_t written = ::write(out.get(), key.data(), Secret::size());
  if (written != static_cast<ssize_t>(Secret::size())) throw_store_error(written < 0 ? errno : ENOSPC);
  if (::fsync(out.get()) != 0 || std::rename(unfinished.c_str(), file.c_str()) != 0) throw_store_error(errno);
  sync_folder(file.parent_path());
  return key;
}

Secret read(const Descriptor& in) {
  struct stat status {};
  if (::fstat(in.get(), &status) != 0) throw_store_error(errno);
  if ((status.st_mode & 077) != 0) {
    throw StoreError(StoreError::Kind::key,
                     "Other users can read the key file in the data folder: make it yours alone with chmod 600.");
  }
  Secret key;
  if (!S_ISREG(status.st_mode) || status.st_size != static_cast<off_t>(Secret::size()) ||
      ::read(in.get(), key.data(), Secret::size()) != static_cast<ssize_t>(Secret::size())) {
    throw StoreError(StoreError::Kind::key,
                     "The key file in the data folder isn't whole: put back the one made with the database.");
  }
  return key;
}

}  // namespace

Secret master_key(const std::filesystem::path& file, bool database_exists) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in) return read(in);
  if (errno != ENOENT) throw_store_error(errno);
  if (!database_exists) return make(file);
  throw StoreError(StoreError::Kind::key,
                   "The key file is missing: put it back, or move the data folder away to begin with an empty one.");
}

std::string key_for(const std::filesystem::path& folder, std::string_view purpose) {
  const Secret key = derive(master_key(folder / "key", true), purpose);  // Folder::key_file(), whose lock the store holds
  return fmt::format("{:02x}", fmt::join(std::span(key.data(), Secret::size()), ""));
}

}  // namespace storage
