#pragma once
#include <unordered_map>

#include "storage/folder.hpp"
#include "storage/sqlite_people.hpp"
#include "storage/store.hpp"

namespace storage {

/// Conversations in one SQLite file. Made by open_sqlite().
class SqliteStore : public Store {
 public:
  /// Of a checked and migrated database.
  SqliteStore(Folder folder, Database database, const Secret& master);

  bool handled(const Address& who, std::string_view message_id) override;
  std::optional<std::string> session(const Address& who) override;
  std::vector<OutboxItem> commit(std::span<const TurnWrite> turns, std::span<const Cursor> cursors) override;
  void mark_sent(std::uint64_t id) override;
  std::vector<OutboxItem> unsent() override;
  std::vector<OutboxItem> last_replies(const Address& who) override;
  std::vector<Address> due(TimePoint now, std::size_t most) override;
  std::optional<TimePoint> next_due() override;
  std::string cursor(std::string_view name) override;
  std::string kept(const Address& who) override;
  void keep(const Address& who, std::string_view value) override;
  bool forget(const Address& who) override;
  std::size_t maintain(TimePoint now) override;

 private:
  /// Whose a reply is that was not marked as sent: the table is ordered by person, and has no second index to write.
  using Owners = std::unordered_map<std::uint64_t, std::int64_t>;

  void write(const TurnWrite& turn, std::vector<OutboxItem>& out, Owners& owners);
  void write(const Cursor& cursor);
  std::vector<OutboxItem> items(Rows&& row);
  void age_marks(TimePoint now);

  Folder folder_;
  Database database_;
  Keyring keys_;
  People people_{database_, keys_};
  std::uint64_t next_reply_;
  Owners unsent_owners_;

  Statement handled_{database_,
                     "SELECT 1 FROM person JOIN handled ON handled.person = person.id WHERE person.who = ? AND mark = ?"};
  Statement session_{database_, "SELECT session FROM person WHERE id = ?"};
  Statement save_{database_,
                  "UPDATE person SET session = ?, due = ?, expires = ?, replies_from = coalesce(?, replies_from) "
                  "WHERE id = ?"};
  Statement save_hour_{database_, "UPDATE person SET expires_hour = ?1 WHERE id = ?2 AND expires_hour <> ?1"};
  Statement mark_handled_{database_, "INSERT OR IGNORE INTO handled (person, mark) VALUES (?, ?)"};
  Statement add_reply_{database_, "INSERT INTO reply (person, id, sent, payload) VALUES (?, ?, 0, ?)"};
  Statement drop_sent_{database_, "DELETE FROM reply WHERE person = ? AND sent = 1"};
  Statement keep_{database_, "INSERT OR REPLACE INTO kept (person, value) VALUES (?, ?)"};
  Statement mark_sent_{database_, "UPDATE reply SET sent = 1 WHERE person = ? AND id = ?"};
};

}  // namespace storage
