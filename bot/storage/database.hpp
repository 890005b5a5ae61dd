#pragma once
#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "storage/error.hpp"

namespace storage {

/// A connection to SQLite for one thread, that keeps the file to itself. Every failure throws StoreError.
class Database {
 public:
  /// Makes an empty file of mode 0600 when there is none; its WAL takes the mode over.
  explicit Database(const std::filesystem::path& file);

  /// One or more statements without parameters.
  void run(const char* sql);
  /// The first column of the first row.
  std::int64_t number(const char* sql);
  /// Moves the WAL into the database file and empties it. Throws when something kept it from that.
  void truncate_wal();
  /// Throws what an SQLite result code means.
  [[noreturn]] static void fail(int code);

  sqlite3* handle() { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

/// A prepared statement in use. Reset when it goes: one left open would hold the WAL.
class Rows {
 public:
  Rows(Database& database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}
  ~Rows() { sqlite3_reset(statement_); }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  bool next();
  /// All of it, for a statement whose rows don't matter.
  void run() {
    while (next()) {
    }
  }
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
  /// Until the next next().
  std::string_view blob(int column) const;
  bool null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

 private:
  Database& database_;
  sqlite3_stmt* statement_;
};

/// SQL compiled once and run often. What it is run with must outlive the Rows.
class Statement {
 public:
  Statement(Database& database, const char* sql);

  template <class... Values>
  Rows with(const Values&... values) {
    int at = 0;
    (bind(++at, values), ...);
    return Rows(database_, handle_.get());
  }

 private:
  void bind(int at, std::integral auto value) {
    check(sqlite3_bind_int64(handle_.get(), at, static_cast<sqlite3_int64>(value)));
  }
  void bind(int at, std::optional<std::int64_t> value);
  void bind(int at, std::string_view blob);
  void check(int code);

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// Begun IMMEDIATE; rolled back when it goes without commit().
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() { database_.run("COMMIT"); }

 private:
  Database& database_;
};

}  // namespace storage
