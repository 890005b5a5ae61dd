#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "content/diagnostic.hpp"

namespace tests {

/// A folder of flows of its own, removed in the end. It begins with what has to be there and nothing to complain about.
class Flows {
 public:
  Flows();
  ~Flows();
  Flows(const Flows&) = delete;
  Flows& operator=(const Flows&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  /// `path` below the folder, "system/menu.yaml".
  void write(const std::string& path, std::string_view text) const;
  void remove(const std::string& path) const;
  /// A flow of that id with these nodes, the first of which is called "a".
  void write_flow(const std::string& id, std::string_view nodes) const;

 private:
  std::filesystem::path folder_;
};

/// "M005 tea.yaml:7:30 there is no node 'b' in this flow", a line each.
std::string listed(const content::Diagnostics& found);

}  // namespace tests
