#include "storage/error.hpp"

#include <cerrno>

namespace storage {
namespace {

const char* sentence(StoreError::Kind kind) {
  switch (kind) {
    case StoreError::Kind::full:
      return "The disk is full: free some space and try again. Everything saved before is still there.";
    case StoreError::Kind::read_only:
      return "The data folder can't be written to: run this as the user that it belongs to, or name another one (--data, or store in the configuration).";
    case StoreError::Kind::damaged:
      return "The database is damaged: put back a backup, or move the data folder away to begin with an empty one.";
    case StoreError::Kind::newer:
      return "The database is from a newer Mooring: update this program. Nothing was changed.";
    case StoreError::Kind::locked:
      return "Another Mooring is using this data folder: stop that one first, or name another one (--data, or store in the configuration).";
    case StoreError::Kind::key:
      return "The key doesn't fit this database: put back the key file that was made with it.";
    case StoreError::Kind::unavailable: break;
  }
  return "The data folder can't be read or written just now: check that its disk is there, then try again.";
}

}  // namespace

StoreError::StoreError(Kind what_kind) : StoreError(what_kind, sentence(what_kind)) {}

StoreError::Kind kind_of(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return StoreError::Kind::full;
    case EACCES:
    case EPERM:
    case EROFS: return StoreError::Kind::read_only;
    default: return StoreError::Kind::unavailable;
  }
}

void throw_store_error(int error_number) { throw StoreError(kind_of(error_number)); }

}  // namespace storage
