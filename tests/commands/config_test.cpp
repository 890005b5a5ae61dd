#include "commands/config.hpp"

#include <gmock/gmock.h>

#include "commands/config_example.hpp"

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string start = "content: flows\nstore: data\n";
const std::string login = "  homeserver: https://matrix.example.org\n  user: \"@mooring:example.org\"\n  password_file: secret\n";
const std::string matrix = "matrix:\n" + login;

commands::ConfigReading parse(const std::string& text) { return commands::parse_config(text, "/etc/mooring"); }

auto at(int line, const char* part) {
  return AllOf(Field(&commands::Mistake::line, line), Field(&commands::Mistake::sentence, HasSubstr(part)));
}

/// That there is one mistake alone, in that line.
void expect_mistake(const std::string& text, int line, const char* part) {
  const auto reading = parse(text);
  EXPECT_THAT(reading.mistakes, ElementsAre(at(line, part))) << text;
  EXPECT_FALSE(reading.config);
}

TEST(Config, says_where_everything_is) {
  const auto config = *parse(start + "default_language: de\ndefault_country: NO\n" + matrix +
                             "  bridges: [signal]\n  polls: true\nmetrics:\n  listen: \"[::1]:9464\"\n").config;
  EXPECT_EQ(config.content, "/etc/mooring/flows");
  EXPECT_EQ(config.store, "/etc/mooring/data");
  EXPECT_EQ(config.default_language, "de");
  EXPECT_EQ(config.default_country, "NO");
  EXPECT_EQ(config.matrix->homeserver.host, "matrix.example.org");
  EXPECT_EQ(config.matrix->user, "@mooring:example.org");
  EXPECT_EQ(config.matrix->login, commands::LoginKind::password);
  EXPECT_EQ(config.matrix->secret_file, "/etc/mooring/secret");
  EXPECT_THAT(config.matrix->bridges, ElementsAre("signal"));
  EXPECT_TRUE(config.matrix->polls);
  EXPECT_EQ(config.metrics_listen, "[::1]:9464");
}

TEST(Config, needs_little) {
  const auto config = *parse(start + "default_country: null\n" + matrix).config;
  EXPECT_EQ(config.default_language, "en");
  EXPECT_EQ(config.default_country, "");
  EXPECT_THAT(config.matrix->bridges, IsEmpty());
  EXPECT_FALSE(config.matrix->polls);
  EXPECT_TRUE(config.matrix->recovery_key_file.empty());
  EXPECT_FALSE(config.metrics_listen);
}

TEST(Config, leaves_whole_paths_as_they_are) {
  EXPECT_EQ(parse("content: flows\nstore: /var/lib/mooring\n" + matrix).config->store, "/var/lib/mooring");
}

TEST(Config, example_has_no_mistake) {
  const auto reading = parse(std::string(commands::config_example));
  EXPECT_THAT(reading.mistakes, IsEmpty());
  EXPECT_EQ(reading.config->store, "/var/lib/mooring");
  EXPECT_EQ(reading.config->metrics_listen, "127.0.0.1:9464");
}

TEST(Config, names_every_mistake_in_the_order_of_the_lines) {
  const auto reading = parse("contents: flows\nstore: 5\n" + matrix + "  colour: red\nmetrics: {listen: here}\n");
  EXPECT_THAT(reading.mistakes,
              ElementsAre(at(1, "content is missing"), at(1, "no key contents"), at(2, "store has to be text"),
                          at(7, "no key colour here"), at(8, "listen has to be an address and a port")));
}

TEST(Config, refuses_what_is_no_yaml_of_ours) {
  expect_mistake("content: a\nstore:\tb\n", 2, "a tab");
  expect_mistake("content: a\ncontent: b\n", 2, "stands twice");
  expect_mistake("content: &a b\n", 1, "anchors");
  expect_mistake("matrix: {user: @mooring:example.org}\n", 1, "can't be read");
  expect_mistake("just words\n", 1, "a block of keys");
  expect_mistake(start + "matrix:\n", 3, "a block of keys");
  expect_mistake(start + matrix + "metrics: 127.0.0.1:9464\n", 7, "a block of keys");
}

TEST(Config, needs_a_channel) { expect_mistake(start, 1, "No channel is set up"); }

TEST(Config, says_what_is_not_built_yet) {
  expect_mistake(start + matrix + "web:\n  listen: 127.0.0.1:8080\n", 7, "The web channel is not built yet");
  expect_mistake("content: flows\nstore: postgresql://localhost/mooring\n" + matrix, 2, "not built yet");
}

TEST(Config, knows_languages_and_countries_by_their_form) {
  expect_mistake(start + "default_language: English\n" + matrix, 3, "the code of a language");
  expect_mistake(start + "default_country: Norway\n" + matrix, 3, "two capital letters");
  expect_mistake(start + "default_country: false\n" + matrix, 3, "has to be text");
}

const std::string number = "  account: \"+15555550100\"\n";
const std::string signal_block = "signal:\n  socket: run/signal.sock\n" + number;

TEST(Config, says_where_signal_cli_is) {
  const auto config = *parse(start + signal_block + "  new_people: block\n  disappear_after: 7d\n  polls: true\n").config;
  EXPECT_EQ(config.signal->socket, "/etc/mooring/run/signal.sock");
  EXPECT_EQ(config.signal->account, "+15555550100");
  EXPECT_EQ(config.signal->new_people, signal_channel::NewPeople::block);
  EXPECT_EQ(config.signal->timer, std::chrono::hours(7 * 24));
  EXPECT_TRUE(config.signal->polls);
  EXPECT_FALSE(config.matrix);
}

TEST(Config, needs_little_for_signal) {
  const auto config = *parse(start + matrix + signal_block + "  disappear_after: null\n").config;
  EXPECT_EQ(config.signal->new_people, signal_channel::NewPeople::accept);
  EXPECT_FALSE(config.signal->timer);
  EXPECT_FALSE(config.signal->polls);
  EXPECT_TRUE(config.matrix);
}

TEST(Config, knows_what_signal_can_t_be_told) {
  expect_mistake(start + "signal:\n" + number, 3, "socket is missing");
  expect_mistake(start + "signal:\n  account: 0555 0100\n  socket: s\n", 4, "with the country's code");
  expect_mistake(start + "signal:\n  socket: " + std::string(120, 's') + "\n" + number, 4, "over 107 bytes");
  expect_mistake(start + signal_block + "  new_people: ask\n", 6, "accept, delete or block");
  expect_mistake(start + signal_block + "  disappear_after: 5w\n", 6, "up to 28 days");
  expect_mistake(start + signal_block + "  disappear_after: soon\n", 6, "up to 28 days");
}

TEST(Config, takes_homeservers_that_nobody_can_listen_in_on) {
  const auto with = [](const char* url) {
    return start + "matrix:\n  homeserver: " + url + "\n  user: \"@m:example.org\"\n  password_file: secret\n";
  };
  EXPECT_TRUE(parse(with("http://127.0.0.1:8008")).config);
  expect_mistake(with("http://matrix.example.org"), 4, "https://");
  expect_mistake(with("matrix.example.org"), 4, "https://");
}

TEST(Config, wants_the_bot_s_full_name) {
  for (const char* user : {"mooring", "\"@mooring\"", "\"@:example.org\"", "\"@mooring:\"", "\"@moo ring:example.org\"", "\"@a@b:c\""})
    expect_mistake(start + "matrix:\n  homeserver: https://example.org\n  user: " + user + "\n  password_file: secret\n", 5,
                   "full Matrix name");
}

TEST(Config, keeps_secrets_out_of_the_file) {
  expect_mistake(start + matrix + "  password: hunter2\n", 7, "name that as password_file");
  expect_mistake(start + matrix + "  recovery_key: EsTc\n", 7, "name that as recovery_key_file");
  const auto reading = parse(start + matrix + "  access_token: hunter2\n");
  EXPECT_THAT(reading.mistakes.at(0).sentence, testing::Not(HasSubstr("hunter2")));
}

TEST(Config, wants_exactly_one_way_to_log_in) {
  expect_mistake(start + matrix + "  access_token_file: token\n", 3, "exactly one of");
  expect_mistake(start + "matrix:\n  homeserver: https://example.org\n  user: \"@m:example.org\"\n", 3, "exactly one of");
  expect_mistake(start + "matrix:\n  homeserver: https://example.org\n  user: \"@m:example.org\"\n  password_file:\n", 3,
                 "password_file is missing");
}

TEST(Config, takes_bridges_and_polls_in_their_form) {
  expect_mistake(start + matrix + "  bridges: signal\n", 7, "a list of words");
  expect_mistake(start + matrix + "  bridges: [Signal]\n", 7, "small letters");
  expect_mistake(start + matrix + "  bridges: [5]\n", 7, "a list of words");
  expect_mistake(start + matrix + "  polls: yes\n", 7, "either true or false");
}

TEST(Config, listens_on_an_address_and_a_port) {
  for (const char* listen : {"localhost:9464", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "127.0.0.1:94x", "\"::1:9464\""})
    expect_mistake(start + matrix + "metrics:\n  listen: " + listen + "\n", 8, "an address and a port");
}

TEST(Config, shows_a_mistake_as_file_line_and_sentence) {
  EXPECT_EQ(to_string("config.yaml", commands::Mistake{12, "So."}), "config.yaml:12: So.");
  EXPECT_EQ(to_string("config.yaml", commands::Mistake{0, "So."}), "config.yaml: So.");
}

}  // namespace
