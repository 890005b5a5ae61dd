#pragma once
#include <optional>
#include <vector>

#include "storage/keyring.hpp"

namespace storage {

/// Someone in the database, with the key to what is theirs.
struct Person {
  std::int64_t id = 0;
  Secret key;
};

/// Hours since 1970, begun.
inline std::int64_t hour(TimePoint time) {
  return std::chrono::floor<std::chrono::hours>(time).time_since_epoch().count();
}

/// The rows of people and their keys. Called inside a transaction where it writes.
class People {
 public:
  People(Database& database, Keyring& keys) : database_(database), keys_(keys) {}

  std::optional<Person> find(const Address& who);
  Person find_or_add(const Address& who);
  Address address(const Person& person, std::string_view sealed) const;

  /// Without their key, so that someone whose row is damaged can be forgotten too.
  std::optional<std::int64_t> id(const Address& who);
  std::vector<std::int64_t> expired(TimePoint now);
  /// Makes all that these people left unreadable and impossible to find; committed at once.
  void destroy_keys(const std::vector<std::int64_t>& ids);
  /// Deletes the rows of everyone whose key is destroyed; committed at once.
  void erase_destroyed();

 private:
  Database& database_;
  Keyring& keys_;
  Statement find_{database_,
                  "SELECT person.id, data_key.key FROM person JOIN data_key ON data_key.person = person.id "
                  "WHERE person.who = ?"};
};

}  // namespace storage
