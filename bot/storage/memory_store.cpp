#include "storage/memory_store.hpp"

#include <algorithm>

namespace storage {
namespace {

constexpr auto marks_last = std::chrono::days(30);

}  // namespace

MemoryStore::Person* MemoryStore::find(const Address& who) {
  const auto found = people_.find({who.channel, who.address});
  return found == people_.end() ? nullptr : &found->second;
}

bool MemoryStore::handled(const Address& who, std::string_view message_id) {
  const Person* person = find(who);
  return person != nullptr && person->handled.contains(message_id);
}

std::optional<std::string> MemoryStore::session(const Address& who) {
  const Person* person = find(who);
  return person == nullptr ? std::nullopt : std::optional(person->session);
}

std::vector<OutboxItem> MemoryStore::commit(std::span<const TurnWrite> turns, std::span<const Cursor> cursors) {
  std::vector<OutboxItem> out;
  for (const TurnWrite& turn : turns) write(turn, out);
  for (const Cursor& cursor : cursors) cursors_[cursor.name] = cursor.value;
  return out;
}

void MemoryStore::write(const TurnWrite& turn, std::vector<OutboxItem>& out) {
  Person& person = people_[{turn.who.channel, turn.who.address}];
  person.session = turn.session;
  person.due = turn.due;
  person.expires = turn.expires;
  if (!turn.message_id.empty()) {
    std::erase_if(person.replies, [](const OutboxItem& reply) { return reply.sent; });
    person.handled.try_emplace(turn.message_id);
    person.replies_from = next_reply_;
  }
  for (const std::string& payload : turn.replies) {
    out.push_back(person.replies.emplace_back(OutboxItem{next_reply_++, turn.who, payload, false}));
  }
}

void MemoryStore::mark_sent(std::uint64_t id) {
  for (auto& [key, person] : people_) {
    for (OutboxItem& reply : person.replies) {
      if (reply.id == id) reply.sent = true;
    }
  }
}

std::vector<OutboxItem> MemoryStore::unsent() {
  std::vector<OutboxItem> out;
  for (const auto& [key, person] : people_) {
    std::ranges::copy_if(person.replies, std::back_inserter(out), [](const OutboxItem& reply) { return !reply.sent; });
  }
  std::ranges::sort(out, {}, &OutboxItem::id);
  return out;
}

std::vector<OutboxItem> MemoryStore::last_replies(const Address& who) {
  std::vector<OutboxItem> out;
  const Person* person = find(who);
  if (person == nullptr) return out;
  std::ranges::copy_if(person->replies, std::back_inserter(out),
                       [&](const OutboxItem& reply) { return reply.id >= person->replies_from; });
  return out;
}

std::vector<Address> MemoryStore::due(TimePoint now, std::size_t most) {
  std::vector<std::pair<TimePoint, Address>> found;
  for (const auto& [key, person] : people_) {
    if (person.due && *person.due <= now) found.push_back({*person.due, {key.first, key.second}});
  }
  std::ranges::stable_sort(found, {}, &std::pair<TimePoint, Address>::first);
  found.resize(std::min(found.size(), most));
  std::vector<Address> out;
  for (auto& [when, who] : found) out.push_back(std::move(who));
  return out;
}

std::optional<TimePoint> MemoryStore::next_due() {
  std::optional<TimePoint> next;
  for (const auto& [key, person] : people_) {
    if (person.due && (!next || *person.due < *next)) next = person.due;
  }
  return next;
}

std::string MemoryStore::cursor(std::string_view name) {
  const auto found = cursors_.find(name);
  return found == cursors_.end() ? std::string() : found->second;
}

std::string MemoryStore::kept(const Address& who) {
  const Person* person = find(who);
  return person == nullptr ? std::string() : person->kept;
}

void MemoryStore::keep(const Address& who, std::string_view value) {
  if (Person* person = find(who)) person->kept = value;
}

bool MemoryStore::forget(const Address& who) { return people_.erase({who.channel, who.address}) > 0; }

std::size_t MemoryStore::maintain(TimePoint now) {
  const std::size_t erased = std::erase_if(people_, [&](const auto& entry) { return entry.second.expires <= now; });
  for (auto& [key, person] : people_) {
    std::erase_if(person.handled, [&](const auto& mark) { return mark.second && *mark.second <= now - marks_last; });
    for (auto& [id, seen] : person.handled) seen = seen.value_or(now);
  }
  return erased;
}

}  // namespace storage
