#include "storage/sqlite_engine.hpp"

#include <utility>

#include "storage/sealing.hpp"

namespace storage {
namespace {

constexpr auto marks_last = std::chrono::days(30);

std::int64_t milliseconds(TimePoint time) { return time.time_since_epoch().count(); }

Place place_of_session(const Person& person) { return {Column::session, person.id}; }
Place place_of_kept(const Person& person) { return {Column::kept, person.id}; }
Place place_of_reply(const Person& person, std::uint64_t id) { return {Column::reply, person.id, id}; }

std::string must_open(const Secret& key, const Place& place, std::string_view sealed) {
  auto text = open(key, place, sealed);
  if (!text) throw StoreError(StoreError::Kind::damaged);
  return std::move(*text);
}

/// Each opening counts ids from its own multiple of 2^32, so no turn writes a counter.
std::uint64_t first_reply(Database& database) {
  database.run("UPDATE opening SET count = count + 1");
  return static_cast<std::uint64_t>(database.number("SELECT count FROM opening")) << 32U;
}

/// Commits reach the operating system and not the disk while it lives.
class Unsynced {
 public:
  explicit Unsynced(Database& database) : database_(database) { database_.run("PRAGMA synchronous = NORMAL"); }
  ~Unsynced() { sqlite3_exec(database_.handle(), "PRAGMA synchronous = FULL", nullptr, nullptr, nullptr); }
  Unsynced(const Unsynced&) = delete;
  Unsynced& operator=(const Unsynced&) = delete;

 private:
  Database& database_;
};

}  // namespace

SqliteStore::SqliteStore(Folder folder, Database database, const Secret& master)
    : folder_(std::move(folder)),
      database_(std::move(database)),
      keys_(database_, master),
      next_reply_(first_reply(database_)) {
  people_.erase_destroyed();
  Statement select(database_, "SELECT id, person FROM reply WHERE sent = 0");
  auto row = select.with();
  while (row.next()) unsent_owners_.emplace(row.number(0), row.number(1));
}

bool SqliteStore::handled(const Address& who, std::string_view message_id) {
  const std::string digest = keys_.who(who), mark = keys_.mark(who, message_id);
  return handled_.with(digest, mark).next();
}

std::optional<std::string> SqliteStore::session(const Address& who) {
  const auto person = people_.find(who);
  if (!person) return std::nullopt;
  auto row = session_.with(person->id);
  row.next();
  return must_open(person->key, place_of_session(*person), row.blob(0));
}

std::vector<OutboxItem> SqliteStore::commit(std::span<const TurnWrite> turns, std::span<const Cursor> cursors) {
  std::vector<OutboxItem> out;
  Owners owners;
  Transaction transaction(database_);
  for (const TurnWrite& turn : turns) write(turn, out, owners);
  for (const Cursor& cursor : cursors) write(cursor);
  transaction.commit();
  unsent_owners_.merge(owners);
  return out;
}

void SqliteStore::write(const TurnWrite& turn, std::vector<OutboxItem>& out, Owners& owners) {
  const Person person = people_.find_or_add(turn.who);
  std::optional<std::int64_t> due, replies_from;
  if (turn.due) due = milliseconds(*turn.due);
  if (!turn.message_id.empty()) {
    replies_from = static_cast<std::int64_t>(next_reply_);
    drop_sent_.with(person.id).run();
    mark_handled_.with(person.id, keys_.mark(turn.who, turn.message_id)).run();
  }
  const std::string session = seal(person.key, place_of_session(person), turn.session);
  save_.with(session, due, milliseconds(turn.expires), replies_from, person.id).run();
  save_hour_.with(hour(turn.expires), person.id).run();
  for (const std::string& payload : turn.replies) {
    const std::uint64_t id = next_reply_++;
    add_reply_.with(person.id, id, seal(person.key, place_of_reply(person, id), payload)).run();
    owners.emplace(id, person.id);
    out.push_back({id, turn.who, payload, false});
  }
}

void SqliteStore::write(const Cursor& cursor) {
  const std::string sealed = seal(keys_.cursor_key(cursor.name), {Column::cursor}, cursor.value);
  Statement insert(database_, "INSERT OR REPLACE INTO cursor (name, value) VALUES (?, ?)");
  insert.with(keys_.cursor_name(cursor.name), sealed).run();
}

std::string SqliteStore::cursor(std::string_view name) {
  const std::string digest = keys_.cursor_name(name);
  Statement select(database_, "SELECT value FROM cursor WHERE name = ?");
  auto row = select.with(digest);
  return row.next() ? must_open(keys_.cursor_key(name), {Column::cursor}, row.blob(0)) : std::string();
}

std::string SqliteStore::kept(const Address& who) {
  const auto person = people_.find(who);
  if (!person) return {};
  Statement select(database_, "SELECT value FROM kept WHERE person = ?");
  auto row = select.with(person->id);
  return row.next() ? must_open(person->key, place_of_kept(*person), row.blob(0)) : std::string();
}

void SqliteStore::keep(const Address& who, std::string_view value) {
  const auto person = people_.find(who);
  if (!person) return;
  const std::string sealed = seal(person->key, place_of_kept(*person), value);
  const Unsynced unsynced(database_);
  keep_.with(person->id, sealed).run();
}

void SqliteStore::mark_sent(std::uint64_t id) {
  const auto owner = unsent_owners_.find(id);
  if (owner == unsent_owners_.end()) return;  // marked before, or of someone forgotten
  const Unsynced unsynced(database_);
  mark_sent_.with(owner->second, id).run();
  unsent_owners_.erase(owner);
}

std::vector<OutboxItem> SqliteStore::unsent() {
  Statement select(database_,
                   "SELECT person.id, data_key.key, address, reply.id, payload, sent FROM reply "
                   "JOIN person ON person.id = reply.person JOIN data_key ON data_key.person = person.id "
                   "WHERE sent = 0 AND epoch <> 0 ORDER BY reply.id");
  return items(select.with());
}

std::vector<OutboxItem> SqliteStore::last_replies(const Address& who) {
  const std::string digest = keys_.who(who);
  Statement select(database_,
                   "SELECT person.id, data_key.key, address, reply.id, payload, sent FROM person "
                   "JOIN reply ON reply.person = person.id JOIN data_key ON data_key.person = person.id "
                   "WHERE who = ? AND reply.id >= replies_from ORDER BY reply.id");
  return items(select.with(digest));
}

std::vector<OutboxItem> SqliteStore::items(Rows&& row) {
  std::vector<OutboxItem> out;
  while (row.next()) {
    const Person to{row.number(0), keys_.unwrap(row.number(0), row.blob(1))};
    const auto id = static_cast<std::uint64_t>(row.number(3));
    std::string payload = must_open(to.key, place_of_reply(to, id), row.blob(4));
    out.push_back({id, people_.address(to, row.blob(2)), std::move(payload), row.number(5) != 0});
  }
  return out;
}

std::vector<Address> SqliteStore::due(TimePoint now, std::size_t most) {
  std::vector<Address> out;
  Statement select(database_,
                   "SELECT id, data_key.key, address FROM person JOIN data_key ON data_key.person = person.id "
                   "WHERE due <= ? ORDER BY due LIMIT ?");
  auto row = select.with(milliseconds(now), most);
  while (row.next()) {
    const Person person{row.number(0), keys_.unwrap(row.number(0), row.blob(1))};
    out.push_back(people_.address(person, row.blob(2)));
  }
  return out;
}

std::optional<TimePoint> SqliteStore::next_due() {
  Statement select(database_, "SELECT due FROM person WHERE due IS NOT NULL ORDER BY due LIMIT 1");
  auto row = select.with();
  return row.next() ? std::optional(TimePoint(core::Duration(row.number(0)))) : std::nullopt;
}

bool SqliteStore::forget(const Address& who) {
  const auto id = people_.id(who);
  if (id) people_.destroy_keys({*id});
  people_.erase_destroyed();
  // Even with secure_delete, a page that SQLite rebalanced holds old bytes in its gaps until the file is rebuilt.
  if (id) database_.run("VACUUM");
  database_.truncate_wal();  // also for someone unknown: an earlier call may have failed just here
  return id.has_value();
}

std::size_t SqliteStore::maintain(TimePoint now) {
  const auto ids = people_.expired(now);
  if (!ids.empty()) people_.destroy_keys(ids);
  people_.erase_destroyed();
  age_marks(now);
  keys_.rotate(now);
  database_.truncate_wal();
  return ids.size();
}

void SqliteStore::age_marks(TimePoint now) {
  Transaction transaction(database_);
  Statement(database_, "DELETE FROM handled WHERE seen <= ?").with(milliseconds(now - marks_last)).run();
  Statement(database_, "UPDATE handled SET seen = ? WHERE seen IS NULL").with(milliseconds(now)).run();
  transaction.commit();
}

}  // namespace storage
