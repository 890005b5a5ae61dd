#include "commands/doctor_signal_cli.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "adapters/net/json.hpp"
#include "commands/signal_answers.hpp"

namespace commands {

using namespace signal_channel;
using Words = std::vector<std::string>;

namespace {

/// What it is called, and why.
struct Flag {
  std::string_view name, reason;
};
constexpr std::array<Flag, 6> needed{{
    {"--scrub-log", "numbers of people stand in the journal"},
    {"--no-receive-stdout", "what people write stands in the journal"},
    {"--ignore-attachments", "what people attach is stored on this disk"},
    {"--ignore-stories", "people's stories are fetched"},
    {"--ignore-avatars", "people's pictures are stored on this disk"},
    {"--ignore-stickers", "people's stickers are stored on this disk"},
}};
constexpr std::array<Flag, 4> unwanted{{
    {"--tcp", "everyone who reaches that port speaks for the account"},
    {"--http", "everyone who reaches that port speaks for the account"},
    {"--verbose", "more about people stands in the journal"},
    {"-v", "more about people stands in the journal"},
}};

/// Written as "--flag", "--flag value" or "--flag=value".
bool has(const Words& words, std::string_view flag) {
  return std::ranges::any_of(words, [&](const std::string& word) {
    return word == flag || (word.starts_with(flag) && word.size() > flag.size() && word[flag.size()] == '=');
  });
}

bool receives_by_hand(const Words& words) {
  const auto flag = std::ranges::find(words, "--receive-mode");
  if (flag != words.end() && flag + 1 != words.end()) return *(flag + 1) == "manual";
  return std::ranges::find(words, "--receive-mode=manual") != words.end();
}

Findings faults_of(const Words& words) {
  Findings found;
  if (!receives_by_hand(words))
    found.push_back(failure("signal-cli is run without --receive-mode manual, so messages get lost while the bot is away: add it."));
  for (const auto& [flag, otherwise] : needed)
    if (!has(words, flag)) found.push_back(failure(fmt::format("signal-cli is run without {}, so {}: add it.", flag, otherwise)));
  for (const auto& [flag, then] : unwanted)
    if (has(words, flag)) found.push_back(failure(fmt::format("signal-cli is run with {}, so {}: take it away.", flag, then)));
  return found;
}

/// It comes from outside: what a version can't hold is left out.
std::string version_of(const Answer& answer) {
  std::string version = net::text_of(answer.result, "version").substr(0, 30);
  std::erase_if(version, [](unsigned char c) { return !std::isalnum(c) && c != '.' && c != '-'; });
  return version;
}

}  // namespace

Finding judge_version(const Reply& reply) {
  return found_by([&] {
    expect_signal_cli(reply);
    return ok(fmt::format("signal-cli {} answers.", version_of(std::get<Answer>(reply))));
  });
}

Finding judge_accounts(const Reply& reply, const Account& account) {
  return found_by([&] {
    if (expect_accounts(reply, account)) return ok("The account of the configuration is there.");
    return failure("signal-cli doesn't have the account of the configuration, or Signal has ended its login: see whether the "
                   "number is right, then `mooring signal link` or `mooring signal register`.");
  });
}

Findings judge_flags(const std::optional<Words>& command_line) {
  if (!command_line || std::ranges::find(*command_line, "daemon") == command_line->end())
    return {warning("How signal-cli was started can't be seen: compare it with deploy/signal-cli.service.")};
  Findings found = faults_of(*command_line);
  if (found.empty()) found.push_back(ok("It is run with the flags that keep people's words and numbers off this disk."));
  return found;
}

}  // namespace commands
