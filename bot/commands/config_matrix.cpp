#include "commands/config_matrix.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace commands {
namespace {

struct LoginKey { LoginKind kind; const char *key, *literal; };

constexpr std::array<LoginKey, 3> login_keys{{{LoginKind::password, "password_file", "password"},
                                              {LoginKind::access_token, "access_token_file", "access_token"},
                                              {LoginKind::refresh_token, "refresh_token_file", "refresh_token"}}};

void read_homeserver(ConfigKeys& keys, MatrixConfig& matrix) {
  const std::string text = keys.needed("homeserver", "https://matrix.example.org");
  auto url = net::parse_url(text);
  if (url) matrix.homeserver = *std::move(url);
  else if (!text.empty())
    keys.complain("homeserver", "homeserver has to be an address such as https://matrix.example.org; http:// is taken "
                                "for this machine alone, since anybody on the way could read it.");
}

bool is_user_id(std::string_view text) {
  const auto colon = text.find(':');
  const auto strange = [](char c) { return c <= ' ' || c == 0x7f || c == '@'; };
  return text.size() <= 255 && text.starts_with('@') && colon != std::string_view::npos && colon > 1 &&
         colon + 1 < text.size() && std::ranges::none_of(text.substr(1), strange);
}

void read_user(ConfigKeys& keys, MatrixConfig& matrix) {
  matrix.user = keys.needed("user", "\"@mooring:example.org\"");
  if (!matrix.user.empty() && !is_user_id(matrix.user))
    keys.complain("user", "user has to be the bot's full Matrix name, such as \"@mooring:example.org\".");
}

void refuse_literals(ConfigKeys& keys) {
  constexpr auto sentence =
      "A secret does not belong into this file, which is easily shown and copied; put it into a file of its own with "
      "mode 0600, and name that as {}.";
  for (const LoginKey& each : login_keys) keys.refuse(each.literal, fmt::format(sentence, each.key));
  keys.refuse("recovery_key", fmt::format(sentence, "recovery_key_file"));
}

void read_login(ConfigKeys& keys, MatrixConfig& matrix, const std::filesystem::path& folder) {
  const auto given = std::ranges::count_if(login_keys, [&](const LoginKey& each) { return keys.has(each.key); });
  for (const LoginKey& each : login_keys) {
    const std::string path = keys.has(each.key) ? keys.needed(each.key, "/etc/mooring/matrix-secret") : keys.text(each.key);
    if (path.empty()) continue;
    matrix.login = each.kind;
    matrix.secret_file = folder / path;
  }
  if (keys.usable() && given != 1)
    keys.complain_here("The bot logs in with one secret: give exactly one of password_file, access_token_file and "
                       "refresh_token_file.");
}

void read_bridges(ConfigKeys& keys, MatrixConfig& matrix) {
  matrix.bridges = keys.words("bridges");
  const auto small = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'; };
  for (const std::string& bridge : matrix.bridges)
    if (!is_user_id(bridge) && (bridge.empty() || !std::ranges::all_of(bridge, small)))
      keys.complain("bridges", "A bridge is named by the full name of its own bot, such as \"@signalbot:example.org\", or by its "
                               "protocol in small letters, such as signal.");
}

}  // namespace

MatrixConfig read_matrix(ConfigKeys keys, const std::filesystem::path& folder) {
  MatrixConfig matrix;
  read_homeserver(keys, matrix);
  read_user(keys, matrix);
  refuse_literals(keys);
  read_login(keys, matrix, folder);
  if (const std::string path = keys.text("recovery_key_file"); !path.empty()) matrix.recovery_key_file = folder / path;
  read_bridges(keys, matrix);
  matrix.polls = keys.flag("polls");
  keys.finish();
  return matrix;
}

}  // namespace commands
