#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/time.hpp"
#include "storage/database.hpp"
#include "storage/secret.hpp"
#include "storage/store.hpp"

namespace storage {

/// The keys of one database: master key -> epoch key -> a data key for each person; beside them, keys derived from the
/// master key for digests and cursors. Throws StoreError: of kind key when the master key opens nothing here.
class Keyring {
 public:
  Keyring(Database& database, const Secret& master);

  std::string who(const Address& address) const;
  std::string mark(const Address& address, std::string_view message_id) const;
  std::string cursor_name(std::string_view name) const;
  Secret cursor_key(std::string_view name) const;

  std::int64_t epoch() const { return epoch_; }
  std::string wrap(std::int64_t person, const Secret& data_key) const;
  Secret unwrap(std::int64_t person, std::string_view wrapped) const;

  /// Once a week: a new epoch key for everyone's data key, and the old one is destroyed, in one transaction. What a
  /// backup from before holds can't be opened with what the database holds from then on.
  void rotate(TimePoint now);

 private:
  void load();

  Database& database_;
  Secret look_up_key_, epochs_key_, cursors_key_;
  std::int64_t epoch_ = 0;
  TimePoint made_{};
  Secret epoch_key_;
};

}  // namespace storage
