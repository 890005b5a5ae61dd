#include "commands/config.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "commands/config_keys.hpp"
#include "commands/config_matrix.hpp"
#include "commands/config_signal.hpp"
#include "commands/trouble.hpp"
#include "content/yaml.hpp"

namespace fs = std::filesystem;

namespace commands {
namespace {

bool all_between(std::string_view text, char first, char last) {
  return std::ranges::all_of(text, [&](char c) { return c >= first && c <= last; });
}

std::string read_language(ConfigKeys& keys) {
  const std::string language = keys.text("default_language");
  if (language.empty()) return "en";
  if (language.size() < 2 || language.size() > 3 || !all_between(language, 'a', 'z'))
    keys.complain("default_language", "default_language has to be the code of a language, such as en.");
  return language;
}

std::string read_country(ConfigKeys& keys) {
  const std::string country = keys.text("default_country");
  if (!country.empty() && (country.size() != 2 || !all_between(country, 'A', 'Z')))
    keys.complain("default_country", "default_country has to be two capital letters, such as GB, or null to ask each person.");
  return country;
}

fs::path read_store(ConfigKeys& keys, const fs::path& folder) {
  const std::string store = keys.needed("store", "/var/lib/mooring");
  if (store.find("://") == std::string::npos) return store.empty() ? fs::path() : folder / store;
  keys.complain("store", "A database server as the store is not built yet: name a folder, such as /var/lib/mooring.");
  return {};
}

bool is_address_and_port(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return false;
  std::string host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  else if (host.find(':') != std::string::npos) return false;
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + colon + 1, end, port);
  boost::system::error_code unknown;
  boost::asio::ip::make_address(host, unknown);
  return !unknown && read.ec == std::errc() && read.ptr == end && port != 0;
}

std::string read_metrics(ConfigKeys keys) {
  const std::string listen = keys.needed("listen", "127.0.0.1:9464");
  if (!listen.empty() && !is_address_and_port(listen))
    keys.complain("listen", "listen has to be an address and a port, such as 127.0.0.1:9464.");
  keys.finish();
  return listen;
}

void read_channels(ConfigKeys& keys, Config& config, const fs::path& folder) {
  const bool none = !keys.has("matrix") && !keys.has("signal") && !keys.has("web");
  if (keys.has("matrix")) config.matrix = read_matrix(keys.block("matrix"), folder);
  if (keys.has("signal")) config.signal = read_signal(keys.block("signal"), folder);
  keys.refuse("web", "The web channel is not built yet: take this block out.");
  if (none && keys.usable())
    keys.complain_here("No channel is set up: add a matrix or a signal block; `mooring config generate` shows one.");
}

Config read_all(ConfigKeys keys, const fs::path& folder) {
  Config config;
  config.content = keys.needed("content", "/usr/share/mooring/flows");
  if (!config.content.empty()) config.content = folder / config.content;
  config.store = read_store(keys, folder);
  config.default_language = read_language(keys);
  config.default_country = read_country(keys);
  read_channels(keys, config, folder);
  if (keys.has("metrics")) config.metrics_listen = read_metrics(keys.block("metrics"));
  keys.finish();
  return config;
}

/// The YAML reader speaks to people who write conversations: a clause, with a code.
Mistake mistake_of(const content::Diagnostic& diagnostic) {
  return {diagnostic.place.line, fmt::format("This can't be read: {}.", diagnostic.message)};
}

}  // namespace

ConfigReading parse_config(std::string_view text, const fs::path& folder) {
  ConfigReading reading;
  content::Diagnostics found;
  const auto document = content::parse_yaml(text, "", found);
  for (const content::Diagnostic& each : found) reading.mistakes.push_back(mistake_of(each));
  if (!document) return reading;
  Config config = read_all({{document->root, ""}, *document, reading.mistakes}, folder);
  std::ranges::stable_sort(reading.mistakes, {}, &Mistake::line);
  if (reading.mistakes.empty()) reading.config = std::move(config);
  return reading;
}

std::string to_string(const fs::path& file, const Mistake& mistake) {
  if (mistake.line == 0) return fmt::format("{}: {}", file.string(), mistake.sentence);
  return fmt::format("{}:{}: {}", file.string(), mistake.line, mistake.sentence);
}

}  // namespace commands
