#include "storage/sqlite_store.hpp"

#include <utility>

#include "storage/master_key.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_engine.hpp"

namespace storage {
namespace {

/// Looked at before anything in it is changed.
void check(Database& database) {
  check_migrations(database, all_migrations());
  Statement quick_check(database, "PRAGMA quick_check(1)");
  auto verdict = quick_check.with();
  if (!verdict.next() || verdict.blob(0) != "ok") throw StoreError(StoreError::Kind::damaged);
}

void prepare(Database& database) {
  database.run("PRAGMA journal_mode = WAL");
  database.run("PRAGMA synchronous = FULL");
  database.run("PRAGMA secure_delete = ON");
  database.run("PRAGMA temp_store = MEMORY");
  migrate(database, all_migrations());
}

}  // namespace

std::unique_ptr<Store> open_sqlite(const std::filesystem::path& path) {
  Folder folder(path);
  const Secret master = master_key(folder.key_file(), folder.has_database());
  Database database(folder.database_file());
  check(database);
  prepare(database);
  return std::make_unique<SqliteStore>(std::move(folder), std::move(database), master);
}

}  // namespace storage
