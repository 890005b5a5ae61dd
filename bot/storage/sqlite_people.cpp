#include "storage/sqlite_people.hpp"

#include <utility>

#include "storage/sealing.hpp"

namespace storage {
namespace {

/// The channel's length in one byte keeps the two apart.
std::string joined(const Address& who) {
  return static_cast<char>(who.channel.size()) + who.channel + who.address;
}

}  // namespace

std::optional<Person> People::find(const Address& who) {
  const std::string digest = keys_.who(who);
  auto row = find_.with(digest);
  if (!row.next()) return std::nullopt;
  return Person{row.number(0), keys_.unwrap(row.number(0), row.blob(1))};
}

Person People::find_or_add(const Address& who) {
  if (auto known = find(who)) return std::move(*known);
  Person person{database_.number("SELECT coalesce(max(id), 0) + 1 FROM person"), random_secret()};
  const std::string sealed = seal(person.key, {Column::address, person.id}, joined(who));
  Statement insert(database_,
                   "INSERT INTO person (id, who, address, expires, expires_hour, replies_from, session) "
                   "VALUES (?, ?, ?, 0, 0, 0, x'')");
  insert.with(person.id, keys_.who(who), sealed).run();
  Statement insert_key(database_, "INSERT INTO data_key (person, epoch, key) VALUES (?, ?, ?)");
  insert_key.with(person.id, keys_.epoch(), keys_.wrap(person.id, person.key)).run();
  return person;
}

Address People::address(const Person& person, std::string_view sealed) const {
  const auto both = open(person.key, {Column::address, person.id}, sealed);
  if (!both) throw StoreError(StoreError::Kind::damaged);
  const auto channel = static_cast<unsigned char>(both->front());
  return {both->substr(1, channel), both->substr(1U + channel)};
}

std::optional<std::int64_t> People::id(const Address& who) {
  const std::string digest = keys_.who(who);
  Statement select(database_, "SELECT id FROM person WHERE who = ?");
  auto row = select.with(digest);
  return row.next() ? std::optional(row.number(0)) : std::nullopt;
}

std::vector<std::int64_t> People::expired(TimePoint now) {
  std::vector<std::int64_t> ids;
  Statement select(database_, "SELECT id FROM person WHERE expires_hour <= ? AND expires <= ?");
  auto row = select.with(hour(now), now.time_since_epoch().count());
  while (row.next()) ids.push_back(row.number(0));
  return ids;
}

void People::destroy_keys(const std::vector<std::int64_t>& ids) {
  Transaction transaction(database_);
  Statement key(database_, "UPDATE data_key SET epoch = 0, key = zeroblob(length(key)) WHERE person = ?");
  Statement who(database_, "UPDATE person SET who = randomblob(16), due = NULL WHERE id = ?");
  for (const std::int64_t id : ids) {
    key.with(id).run();
    who.with(id).run();
  }
  transaction.commit();
}

void People::erase_destroyed() {
  if (database_.number("SELECT count(*) FROM data_key WHERE epoch = 0") == 0) return;
  Transaction transaction(database_);
  database_.run(
      "DELETE FROM reply WHERE person IN (SELECT person FROM data_key WHERE epoch = 0);"
      "DELETE FROM kept WHERE person IN (SELECT person FROM data_key WHERE epoch = 0);"
      "DELETE FROM handled WHERE person IN (SELECT person FROM data_key WHERE epoch = 0);"
      "DELETE FROM person WHERE id IN (SELECT person FROM data_key WHERE epoch = 0);"
      "DELETE FROM data_key WHERE epoch = 0");
  transaction.commit();
}

}  // namespace storage
