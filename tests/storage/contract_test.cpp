#include "storage/contract.hpp"

#include "storage/memory_store.hpp"
#include "storage/sqlite_store.hpp"
#include "storage/temp_folder.hpp"

namespace {

/// In a fresh folder, which goes when the next test makes its own.
std::unique_ptr<storage::Store> sqlite() {
  static std::unique_ptr<TempFolder> folder;  // one test at a time
  folder = std::make_unique<TempFolder>();
  return storage::open_sqlite(folder->path());
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Memory, StoreContract,
                         testing::Values(Engine{"memory", [] { return std::make_unique<storage::MemoryStore>(); }}));
INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values(Engine{"sqlite", sqlite}));
