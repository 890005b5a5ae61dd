#include "content/library.hpp"

#include <algorithm>

namespace content {

void Library::add(Version content) {
  const std::lock_guard lock(mutex_);
  std::erase_if(versions_, [&](const Version& each) { return each->version == content->version; });
  versions_.push_back(std::move(content));
}

Library::Version Library::find(std::string_view version) const {
  const std::lock_guard lock(mutex_);
  if (versions_.empty()) return nullptr;
  const auto found = std::ranges::find_if(versions_, [&](const Version& each) { return each->version == version; });
  return found == versions_.end() ? versions_.back() : *found;
}

Library::Version Library::newest() const {
  const std::lock_guard lock(mutex_);
  return versions_.empty() ? nullptr : versions_.back();
}

void Library::retire(const std::set<std::string>& in_use) {
  const std::lock_guard lock(mutex_);
  if (versions_.empty()) return;
  const Version newest = versions_.back();
  std::erase_if(versions_, [&](const Version& each) { return each != newest && !in_use.contains(each->version); });
}

std::size_t Library::size() const {
  const std::lock_guard lock(mutex_);
  return versions_.size();
}

}  // namespace content
