#pragma once
#include <string>
#include <utility>
#include <vector>

#include "storage/store.hpp"

/// Short ways to say what the tests of stores say often.
namespace turns {

using storage::Address;
using storage::TimePoint;

inline constexpr TimePoint noon{std::chrono::hours(500'000)};
inline const Address ann{"terminal", "ann"}, bob{"matrix", "@bob:example.org"};

/// A turn of someone who is erased a day after noon.
inline storage::TurnWrite turn(const Address& who, std::string id, std::string session,
                               std::vector<std::string> replies = {}) {
  return {who, std::move(id), std::move(session), std::nullopt, noon + std::chrono::days(1), std::move(replies)};
}

inline std::vector<storage::OutboxItem> commit(storage::Store& store, const storage::TurnWrite& write) {
  return store.commit({&write, 1}, {});
}

inline std::vector<std::string> payloads(const std::vector<storage::OutboxItem>& items) {
  std::vector<std::string> out;
  for (const auto& item : items) out.push_back(item.payload);
  return out;
}

}  // namespace turns
