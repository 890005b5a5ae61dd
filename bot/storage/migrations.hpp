#pragma once
#include <span>
#include <string_view>

namespace storage {

class Database;

/// One file of migrations/, as it was when the program was built. Numbers count from 1 without a gap.
struct Migration {
  int number;
  std::string_view checksum;  // SHA-256 of the file, hexadecimal
  const char* sql;
};

std::span<const Migration> all_migrations();

/// Throws StoreError, and changes nothing, when the database is not one of ours (damaged), or has migrations that this
/// program doesn't know or knows otherwise (newer).
void check_migrations(Database& database, std::span<const Migration> known);

/// Applies what is missing, in one transaction. For a database that was checked.
void migrate(Database& database, std::span<const Migration> known);

}  // namespace storage
