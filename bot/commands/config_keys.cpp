#include "commands/config_keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace commands {

using content::Json;

ConfigKeys::ConfigKeys(content::Element block, const content::Document& document, std::vector<Mistake>& mistakes)
    : block_(std::move(block)), document_(document), mistakes_(mistakes) {
  if (!usable()) complain_here("Here belongs a block of keys, each on its own line as key: value.");
}

const Json* ConfigKeys::find(const char* key) {
  asked_.emplace(key);
  if (!block_.has(key)) return nullptr;
  const Json& value = block_.json.at(key);
  return value.is_null() ? nullptr : &value;
}

std::string ConfigKeys::text(const char* key) {
  const Json* value = find(key);
  if (!value) return {};
  if (value->is_string() && !value->get_ref<const std::string&>().empty()) return value->get<std::string>();
  complain(key, fmt::format("{} has to be text; put it between quotes.", key));
  return {};
}

std::string ConfigKeys::needed(const char* key, const char* example) {
  if (usable() && !find(key)) complain_here(fmt::format("{} is missing here; add a line such as {}: {}", key, key, example));
  return text(key);
}

bool ConfigKeys::flag(const char* key) {
  const Json* value = find(key);
  if (value && !value->is_boolean()) complain(key, fmt::format("{} is either true or false.", key));
  return value && value->is_boolean() && value->get<bool>();
}

std::vector<std::string> ConfigKeys::words(const char* key) {
  std::vector<std::string> words;
  const Json* value = find(key);
  if (!value) return words;
  bool all_text = value->is_array();
  for (const Json& word : value->is_array() ? *value : Json::array()) {
    all_text = all_text && word.is_string();
    if (word.is_string()) words.push_back(word.get<std::string>());
  }
  if (!all_text) complain(key, fmt::format("{} has to be a list of words, such as [signal], or [] for none.", key));
  return words;
}

ConfigKeys ConfigKeys::block(const char* key) {
  asked_.emplace(key);
  return {block_[key], document_, mistakes_};
}

void ConfigKeys::refuse(const char* key, std::string sentence) {
  if (!has(key)) return;
  refused_.emplace(key);
  complain(key, std::move(sentence));
}

void ConfigKeys::complain(const char* key, std::string sentence) { mistakes_.push_back({line_of(key), std::move(sentence)}); }

void ConfigKeys::complain_here(std::string sentence) {
  mistakes_.push_back({document_.place(block_.pointer).line, std::move(sentence)});
}

void ConfigKeys::finish() {
  if (!usable()) return;
  for (const auto& [key, value] : block_.json.items())
    if (!asked_.contains(key) && !refused_.contains(key))
      mistakes_.push_back({line_of(key), fmt::format("There is no key {} here; these are known: {}.", key, fmt::join(asked_, ", "))});
}

int ConfigKeys::line_of(std::string_view key) const { return document_.place(content::child(block_.pointer, key)).line; }

}  // namespace commands
