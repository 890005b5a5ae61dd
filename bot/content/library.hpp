#pragma once
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/content.hpp"

namespace content {

/// The versions of the content that people are in. A session is pinned to the one it began with; what nobody is in any
/// more is let go. Any thread may call anything; content that was handed out stays whole for as long as it is held.
class Library {
 public:
  using Version = std::shared_ptr<const core::Content>;

  /// The newest from now on. A version that is loaded already becomes the newest again.
  void add(Version content);
  /// That version, else the newest. Null before the first add.
  Version find(std::string_view version) const;
  Version newest() const;
  /// Lets go of all but the newest and those in use.
  void retire(const std::set<std::string>& in_use);
  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Version> versions_;  // the newest last
};

}  // namespace content
