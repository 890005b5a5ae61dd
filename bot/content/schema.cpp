#include "content/schema.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <set>

// valijson's own warnings are none of ours.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include "content/file.hpp"

namespace content {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;
using Error = valijson::ValidationResults::Error;

/// valijson's path is "<root>", "[nodes]", "[idea]".
std::string pointer_of(const Error& error) {
  std::string pointer;
  for (std::size_t i = 1; i < error.context.size(); ++i)
    pointer = child(pointer, std::string_view(error.context[i]).substr(1, error.context[i].size() - 2));
  return pointer;
}

/// The key that valijson's message names at its end, after `before`.
std::string named(const std::string& what, std::string_view before) {
  const std::size_t first = what.find(before) + before.size();
  return what.substr(first, what.rfind('\'') - first);
}

std::string lower_first(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(text[0] | 0x20);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

struct Offence { std::string pointer, message; };

Offence offence(const Error& error, const nlohmann::json& root) {
  const std::string pointer = pointer_of(error), &what = error.description;
  if (what.starts_with("Object contains a property")) {
    const std::string key = named(what, "constraints: '");
    return {child(pointer, key), "unknown key '" + key + "'"};
  }
  if (what.starts_with("Missing required")) return {pointer, "needs '" + named(what, "property '") + "'"};
  if (what.starts_with("Value type")) {
    const auto& value = root.at(nlohmann::json::json_pointer(pointer));
    return {pointer, std::string("can't be ") + (value.is_null() ? "empty" : std::string("a ") + value.type_name())};
  }
  if (what.starts_with("Failed to match against any enum")) return {pointer, "is none of the words that can stand here"};
  return {pointer, lower_first(what)};
}

/// Each level above an offence reports that it failed too; those say nothing new.
bool is_echo(const std::string& what) {
  static constexpr std::array echoes = {"Failed to validate item", "Failed to validate against schema associated",
                                        "Failed to validate against additional"};
  return std::ranges::any_of(echoes, [&](const char* echo) { return what.starts_with(echo); });
}

}  // namespace

std::optional<Schema> Schema::load(const std::filesystem::path& path, Diagnostics& found) {
  const auto text = read_file(path, found);
  if (!text) return std::nullopt;
  try {
    const auto json = nlohmann::json::parse(*text);
    auto schema = std::make_shared<valijson::Schema>();
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(json), *schema);
    Schema result;
    result.schema_ = std::move(schema);
    return result;
  } catch (const std::exception& error) {
    found.push_back({Code::reading, Severity::error, {path.string()}, error.what()});
    return std::nullopt;
  }
}

bool Schema::check(const Document& document, Diagnostics& found) const {
  const nlohmann::json root = document.root;
  valijson::ValidationResults results;
  if (valijson::Validator().validate(*schema_, Adapter(root), &results)) return true;
  std::set<std::pair<std::string, std::string>> said;
  for (const Error& error : results) {
    if (is_echo(error.description)) continue;
    const Offence wrong = offence(error, root);
    if (said.emplace(wrong.pointer, wrong.message).second)
      found.push_back({Code::schema, Severity::error, document.place(wrong.pointer), wrong.message});
  }
  return false;
}

}  // namespace content
