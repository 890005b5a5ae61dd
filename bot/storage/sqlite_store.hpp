#pragma once
#include <filesystem>
#include <memory>

#include "storage/store.hpp"

namespace storage {

/// The SQLite store in a folder of its own, made with mode 0700 when it isn't there: mooring.db, its WAL, and the key. Held by
/// one process at a time. Throws StoreError, with nothing changed, when the folder is in use, can't be written, or holds
/// a database that is damaged, newer, or was made with another key. Reads the whole database once to see that it is
/// sound. forget() rebuilds the file, so that no byte of the person stays: its time grows with the database. For people who
/// expired, bytes that nothing opens any more may stay in gaps until they are written over. Reply ids stay below 2^53
/// for two million openings.
std::unique_ptr<Store> open_sqlite(const std::filesystem::path& path);

}  // namespace storage
