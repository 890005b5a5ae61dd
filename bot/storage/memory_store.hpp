#pragma once
#include <map>
#include <utility>

#include "storage/store.hpp"

namespace storage {

/// Keeps everything in memory and nothing after that: for tests, and for who wants no trace.
class MemoryStore : public Store {
 public:
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
  struct Person {
    std::string session, kept;
    std::optional<TimePoint> due;
    TimePoint expires{};
    std::map<std::string, std::optional<TimePoint>, std::less<>> handled;  // when maintain() first saw it
    std::vector<OutboxItem> replies;
    std::uint64_t replies_from = 0;  // the first reply since their last message
  };
  using Key = std::pair<std::string, std::string>;  // channel, address

  void write(const TurnWrite& turn, std::vector<OutboxItem>& out);
  Person* find(const Address& who);

  std::map<Key, Person> people_;
  std::map<std::string, std::string, std::less<>> cursors_;
  std::uint64_t next_reply_ = 1;
};

}  // namespace storage
