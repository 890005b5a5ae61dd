#include "storage/database.hpp"

#include <fcntl.h>

#include <cerrno>

#include "storage/descriptor.hpp"

namespace storage {
namespace {

StoreError::Kind kind_of_code(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL: return StoreError::Kind::full;
    case SQLITE_READONLY:
    case SQLITE_PERM: return StoreError::Kind::read_only;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return StoreError::Kind::locked;
    case SQLITE_IOERR: return kind_of(errno);  // 3.40 fills sqlite3_system_errno() for CANTOPEN, not for a failed write
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT: return StoreError::Kind::unavailable;
    default: return StoreError::Kind::damaged;  // what our own SQL can't bring about
  }
}

}  // namespace

Database::Database(const std::filesystem::path& file) {
  const Descriptor made(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!made) throw_store_error(errno);
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(opened);
  if (code != SQLITE_OK) fail(code);
  sqlite3_busy_timeout(opened, 2000);
  // Before the first read: then SQLite keeps the WAL index in memory and needs no -shm file.
  run("PRAGMA locking_mode = EXCLUSIVE");
}

void Database::fail(int code) { throw StoreError(kind_of_code(code)); }

void Database::run(const char* sql) {
  const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::number(const char* sql) {
  Statement statement(*this, sql);
  auto row = statement.with();
  return row.next() ? row.number(0) : 0;
}

void Database::truncate_wal() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (number("PRAGMA wal_checkpoint(TRUNCATE)") == 0) return;  // "busy" is a row here, not an error
  }
  throw StoreError(StoreError::Kind::locked);
}

bool Rows::next() {
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) database_.fail(code);
  return code == SQLITE_ROW;
}

std::string_view Rows::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Statement::Statement(Database& database, const char* sql) : database_(database) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  handle_.reset(prepared);
  if (code != SQLITE_OK) database.fail(code);
}

void Statement::check(int code) {
  if (code != SQLITE_OK) database_.fail(code);
}

void Statement::bind(int at, std::optional<std::int64_t> value) {
  check(value ? sqlite3_bind_int64(handle_.get(), at, *value) : sqlite3_bind_null(handle_.get(), at));
}

void Statement::bind(int at, std::string_view blob) {
  check(sqlite3_bind_blob64(handle_.get(), at, blob.data(), blob.size(), SQLITE_STATIC));
}

Transaction::~Transaction() {
  // SQLite has rolled back by itself after a full disk; committed, it is in autocommit mode too.
  if (sqlite3_get_autocommit(database_.handle()) == 0) {
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

}  // namespace storage
