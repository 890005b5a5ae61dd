#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "commands/config.hpp"
#include "content/element.hpp"

namespace commands {

/// The keys of one block of the configuration. Each is asked for by name and type, and what is wrong with it becomes a
/// mistake; finish() complains of what nobody asked for. References outlive it.
class ConfigKeys {
 public:
  ConfigKeys(content::Element block, const content::Document& document, std::vector<Mistake>& mistakes);

  /// Whether it stands there, be it as null.
  bool has(const char* key) const { return block_.has(key); }
  /// Empty when it is missing, null or no text.
  std::string text(const char* key);
  /// The same, and a mistake when it is missing or null. `example` is shown.
  std::string needed(const char* key, const char* example);
  bool flag(const char* key);
  std::vector<std::string> words(const char* key);
  /// A block in this one, which has() it.
  ConfigKeys block(const char* key);
  /// A key that has a meaning elsewhere, and none here.
  void refuse(const char* key, std::string sentence);

  /// Whether it is a block at all; if not, that is a mistake already.
  bool usable() const { return block_.json.is_object(); }
  void complain(const char* key, std::string sentence);
  /// The line of this block.
  void complain_here(std::string sentence);
  void finish();

 private:
  const content::Json* find(const char* key);
  int line_of(std::string_view key) const;

  content::Element block_;
  const content::Document& document_;
  std::vector<Mistake>& mistakes_;
  std::set<std::string, std::less<>> asked_, refused_;
};

}  // namespace commands
