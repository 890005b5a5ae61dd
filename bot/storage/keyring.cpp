#include "storage/keyring.hpp"

#include <utility>
#include <vector>

#include "storage/sealing.hpp"

namespace storage {
namespace {

constexpr auto epoch_lasts = std::chrono::weeks(1);

Place place_of_epoch(std::int64_t epoch) { return {Column::epoch_key, 0, static_cast<std::uint64_t>(epoch)}; }
Place place_of_data_key(std::int64_t person, std::int64_t epoch) {
  return {Column::data_key, person, static_cast<std::uint64_t>(epoch)};
}

void insert_epoch(Database& database, const Secret& epochs_key, std::int64_t epoch, TimePoint made, const Secret& key) {
  const std::string sealed = seal(epochs_key, place_of_epoch(epoch), key);
  Statement insert(database, "INSERT INTO epoch (id, made, key) VALUES (?, ?, ?)");
  insert.with(epoch, made.time_since_epoch().count(), sealed).run();
}

std::vector<std::pair<std::int64_t, std::string>> data_keys(Database& database) {
  std::vector<std::pair<std::int64_t, std::string>> all;
  Statement select(database, "SELECT person, key FROM data_key WHERE epoch <> 0");
  auto row = select.with();
  while (row.next()) all.emplace_back(row.number(0), row.blob(1));
  return all;
}

}  // namespace

Keyring::Keyring(Database& database, const Secret& master)
    : database_(database),
      look_up_key_(derive(master, "mooring look-up")),
      epochs_key_(derive(master, "mooring epochs")),
      cursors_key_(derive(master, "mooring cursors")) {
  if (database_.number("SELECT count(*) FROM epoch") == 0) {
    insert_epoch(database_, epochs_key_, 1, TimePoint{}, random_secret());
  }
  load();
}

void Keyring::load() {
  Statement select(database_, "SELECT id, made, key FROM epoch");
  auto row = select.with();
  row.next();
  auto key = open_key(epochs_key_, place_of_epoch(row.number(0)), row.blob(2));
  if (!key) throw StoreError(StoreError::Kind::key);
  epoch_ = row.number(0);
  made_ = TimePoint(core::Duration(row.number(1)));
  epoch_key_ = std::move(*key);
}

std::string Keyring::who(const Address& address) const {
  return look_up(look_up_key_, {"person", address.channel, address.address});
}

std::string Keyring::mark(const Address& address, std::string_view message_id) const {
  return look_up(look_up_key_, {"message", address.channel, address.address, message_id});
}

std::string Keyring::cursor_name(std::string_view name) const { return look_up(look_up_key_, {"cursor", name}); }

Secret Keyring::cursor_key(std::string_view name) const { return derive(cursors_key_, name); }

std::string Keyring::wrap(std::int64_t person, const Secret& data_key) const {
  return seal(epoch_key_, place_of_data_key(person, epoch_), data_key);
}

Secret Keyring::unwrap(std::int64_t person, std::string_view wrapped) const {
  auto data_key = open_key(epoch_key_, place_of_data_key(person, epoch_), wrapped);
  if (!data_key) throw StoreError(StoreError::Kind::damaged);
  return std::move(*data_key);
}

void Keyring::rotate(TimePoint now) {
  if (now - made_ < epoch_lasts) return;
  const std::int64_t next = epoch_ + 1;
  Secret key = random_secret();
  Transaction transaction(database_);
  Statement update(database_, "UPDATE data_key SET epoch = ?, key = ? WHERE person = ?");
  for (const auto& [person, wrapped] : data_keys(database_)) {
    const Secret data_key = unwrap(person, wrapped);
    update.with(next, seal(key, place_of_data_key(person, next), data_key), person).run();
  }
  database_.run("DELETE FROM epoch");
  insert_epoch(database_, epochs_key_, next, now, key);
  transaction.commit();
  epoch_ = next;
  made_ = now;
  epoch_key_ = std::move(key);
}

}  // namespace storage
