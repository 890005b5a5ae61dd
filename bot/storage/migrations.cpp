#include "storage/migrations.hpp"

#include "storage/database.hpp"

namespace storage {
namespace {

std::int64_t applied(Database& database) { return database.number("SELECT coalesce(max(number), 0) FROM migration"); }

bool is_empty(Database& database) { return database.number("SELECT count(*) FROM sqlite_schema") == 0; }
bool is_ours(Database& database) {
  return database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'migration'") == 1;
}

}  // namespace

void check_migrations(Database& database, std::span<const Migration> known) {
  if (is_empty(database)) return;
  if (!is_ours(database)) throw StoreError(StoreError::Kind::damaged);
  if (applied(database) > static_cast<std::int64_t>(known.size())) throw StoreError(StoreError::Kind::newer);
  Statement each(database, "SELECT checksum FROM migration WHERE number = ?");
  for (const Migration& migration : known.first(static_cast<std::size_t>(applied(database)))) {
    auto row = each.with(migration.number);
    if (row.next() && row.blob(0) == migration.checksum) continue;
    throw StoreError(StoreError::Kind::newer,
                     "The database was made by another build of Mooring: use that one. Nothing was changed.");
  }
}

void migrate(Database& database, std::span<const Migration> known) {
  Transaction transaction(database);
  database.run("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, checksum BLOB NOT NULL)");
  Statement note(database, "INSERT INTO migration VALUES (?, ?)");
  for (const Migration& migration : known.subspan(static_cast<std::size_t>(applied(database)))) {
    database.run(migration.sql);
    note.with(migration.number, migration.checksum).run();
  }
  transaction.commit();
}

}  // namespace storage
