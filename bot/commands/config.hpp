#pragma once
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "adapters/net/url.hpp"
#include "adapters/signal/signal.hpp"

namespace commands {

/// How the Matrix account proves who it is, and the file that holds the secret.
enum class LoginKind : unsigned char { password, access_token, refresh_token };

struct MatrixConfig {
  net::Url homeserver;
  std::string user;                       // "@mooring:example.org"
  LoginKind login = LoginKind::password;
  std::filesystem::path secret_file;
  std::filesystem::path recovery_key_file;  // empty: none
  std::vector<std::string> bridges;       // protocol ids: "signal"
  bool polls = false;
};

struct SignalConfig {
  std::filesystem::path socket;
  std::string account;                    // "+15555550100"
  signal_channel::NewPeople new_people = signal_channel::NewPeople::accept;
  std::optional<std::chrono::seconds> timer;  // messages disappear after it
  bool polls = false;
};

/// What config.yaml says. Paths that are not absolute there are below the folder in which it lies.
struct Config {
  std::filesystem::path content, store;
  std::string default_language = "en";
  std::string default_country;            // empty: ask
  std::optional<MatrixConfig> matrix;     // there is at least one channel
  std::optional<SignalConfig> signal;
  std::optional<std::string> metrics_listen;  // "127.0.0.1:9464"
};

/// What is wrong, as one sentence with what to do. Line 0: the file as a whole.
struct Mistake {
  int line = 0;
  std::string sentence;
};

struct ConfigReading {
  std::optional<Config> config;           // only without mistakes
  std::vector<Mistake> mistakes;          // all of them, in the order of the lines
};

/// `folder`: what relative paths are below.
ConfigReading parse_config(std::string_view text, const std::filesystem::path& folder);
/// Throws Trouble when there is no such file, or it can't be read.
ConfigReading read_config(const std::filesystem::path& file);
/// Throws Trouble with all mistakes, a line each.
Config load_config(const std::filesystem::path& file);

/// "config.yaml:12: sentence"
std::string to_string(const std::filesystem::path& file, const Mistake& mistake);

}  // namespace commands
