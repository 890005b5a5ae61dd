#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>

#include "commands/doctor_folders.hpp"
#include "commands/doctor_http.hpp"
#include "commands/doctor_signal_cli.hpp"
#include "storage/temp_folder.hpp"

namespace {

using namespace commands;
using Kind = Finding::Kind;
using nlohmann::json;
using signal_channel::Answer;
using signal_channel::NoAnswer;
using signal_channel::NotSent;
using signal_channel::Reply;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

const auto account = *signal_channel::Account::read("+15555550100");

auto is(Kind kind, const std::string& words = "") {
  return AllOf(Field(&Finding::kind, kind), Field(&Finding::sentence, AllOf(HasSubstr(words), testing::EndsWith("."))));
}
Reply answer(const json& result) { return Answer{1, result}; }
Reply refusal(std::int64_t code) { return signal_channel::Failure{1, code, nullptr}; }

std::vector<std::string> right_command_line() {
  return {"java", "-classpath", "/opt/lib/signal-cli.jar", "org.asamk.signal.Main", "--config", "/var/lib/signal-cli",
          "--scrub-log", "daemon", "--socket", "/run/mooring/signal.sock", "--receive-mode", "manual", "--no-receive-stdout",
          "--ignore-attachments", "--ignore-stories", "--ignore-avatars", "--ignore-stickers"};
}
Findings judge_without(const std::string& flag) {
  auto words = right_command_line();
  std::erase(words, flag);
  return judge_flags(words);
}
Findings judge_with(const std::string& flag) {
  auto words = right_command_line();
  words.push_back(flag);
  return judge_flags(words);
}

TEST(Doctor, says_each_finding_in_a_line) {
  EXPECT_EQ(line_of("signal", ok("It answers.")), "ok    signal: It answers.");
  EXPECT_EQ(line_of("signal", warning("Look.")), "warn  signal: Look.");
  EXPECT_EQ(line_of("signal", failure("Start it.")), "fails signal: Start it.");
}

TEST(Doctor, knows_which_signal_cli_is_new_enough) {
  EXPECT_THAT(judge_version(answer({{"version", "0.14.7"}})), is(Kind::ok, "signal-cli 0.14.7 answers"));
  EXPECT_THAT(judge_version(answer({{"version", "0.13.14"}})), is(Kind::failure, "0.14.7 and newer"));
  EXPECT_THAT(judge_version(answer({{"version", "1.0.0\n+ \x1b[0m"}})), is(Kind::ok, "signal-cli 1.0.00m answers"));
  EXPECT_THAT(judge_version(NotSent{}), is(Kind::failure, "start signal-cli"));
  EXPECT_THAT(judge_version(NoAnswer{}), is(Kind::failure, "did not answer"));
}

TEST(Doctor, looks_for_the_account_and_never_shows_it) {
  EXPECT_THAT(judge_accounts(answer({{{"number", "+15555550100"}}}), account), is(Kind::ok));
  EXPECT_THAT(judge_accounts(answer({{{"number", "+15555550199"}}}), account), is(Kind::failure, "mooring signal link"));
  EXPECT_THAT(judge_accounts(answer({{{"number", "+15555550199"}}}), account).sentence, Not(HasSubstr("555")));
  EXPECT_THAT(judge_accounts(refusal(-32601), account), is(Kind::failure, "with -a"));
  EXPECT_THAT(judge_accounts(refusal(-32603), account), is(Kind::failure, "journal"));
}

TEST(Doctor, is_content_with_the_flags_of_the_unit) {
  EXPECT_THAT(judge_flags(right_command_line()), ElementsAre(is(Kind::ok)));
}

TEST(Doctor, misses_each_flag_that_keeps_people_s_words_to_themselves) {
  for (const auto flag : {"--scrub-log", "--no-receive-stdout", "--ignore-attachments", "--ignore-stories", "--ignore-avatars",
                          "--ignore-stickers"})
    EXPECT_THAT(judge_without(flag), ElementsAre(is(Kind::failure, flag))) << flag;
}

TEST(Doctor, wants_messages_to_come_only_when_they_are_asked_for) {
  EXPECT_THAT(judge_without("manual"), ElementsAre(is(Kind::failure, "--receive-mode manual")));
  auto words = right_command_line();
  std::erase(words, "manual");
  std::ranges::replace(words, std::string("--receive-mode"), std::string("--receive-mode=manual"));
  EXPECT_THAT(judge_flags(words), ElementsAre(is(Kind::ok)));
}

TEST(Doctor, sees_doors_that_stand_open) {
  for (const std::string flag : {"--tcp", "--http=localhost:8080", "--verbose", "-v"})
    EXPECT_THAT(judge_with(flag), ElementsAre(is(Kind::failure, "take it away"))) << flag;
}

TEST(Doctor, says_when_the_command_line_can_t_be_seen) {
  EXPECT_THAT(judge_flags({}), ElementsAre(is(Kind::warning, "can't be seen")));
  EXPECT_THAT(judge_flags(std::vector<std::string>{"/lib/systemd/systemd"}), ElementsAre(is(Kind::warning)));
}

TEST(Doctor, wants_folders_for_this_user_alone) {
  const TempFolder folder;
  ::chmod(folder.path().c_str(), 0700);
  EXPECT_THAT(check_private_folder(folder.path(), "The folder"), is(Kind::ok));
  ::chmod(folder.path().c_str(), 0750);
  EXPECT_THAT(check_private_folder(folder.path(), "The folder"), is(Kind::failure, "chmod 700"));
  EXPECT_THAT(check_private_folder(folder / "none", "The folder"), is(Kind::failure, "is not there"));
}

TEST(Doctor, lets_the_first_start_make_the_data_folder) {
  const TempFolder folder;
  EXPECT_THAT(check_store(folder / "a/b"), is(Kind::ok, "first start"));
  EXPECT_FALSE(std::filesystem::exists(folder / "a"));
  std::ofstream(folder / "file") << "x";
  EXPECT_THAT(check_store(folder / "file"), is(Kind::failure));
}

TEST(Doctor, says_that_nobody_has_reviewed_the_conversations) {
  const std::filesystem::path flows = MOORING_SOURCE_DIR "/flows";
  commands::Config config;
  config.content = flows;
  EXPECT_THAT(check_content(config), is(Kind::ok));
  EXPECT_THAT(check_country(config), is(Kind::warning, "default_country"));
  config.default_country = "GB";
  EXPECT_THAT(check_country(config), is(Kind::ok));
  config.default_country = "XX";
  EXPECT_THAT(check_content(config), is(Kind::failure, "default_country"));
  config.default_country.clear();
  EXPECT_THAT(check_review(flows), is(Kind::warning, "counsellor"));
  config.content = flows / "nowhere";
  EXPECT_THAT(check_content(config), is(Kind::failure, "nowhere"));
}

TEST(Doctor, hears_what_the_running_bot_says_and_nothing_else) {
  const auto page = [](unsigned status, const std::string& body) { return judge_readiness(net::Response{status, body, {}}); };
  EXPECT_THAT(page(200, "ready\n"), is(Kind::ok, "says: ready."));
  EXPECT_THAT(page(503, "not ready\nsignal: captcha\n"), is(Kind::failure, "says: not ready, signal: captcha."));
  EXPECT_THAT(page(200, "<html>Grafana</html>"), is(Kind::failure, "Something else"));
  EXPECT_THAT(page(404, ""), is(Kind::failure, "Something else"));
  EXPECT_THAT(judge_readiness(net::Failure::unreachable), is(Kind::warning, "doesn't run now"));
}

}  // namespace
