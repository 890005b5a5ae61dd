#include "content/transcript_update.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "content/coverage.hpp"
#include "support/talk.hpp"

namespace {

using content::Played;

content::Transcript read(const std::string& text, content::Diagnostics* found = nullptr) {
  const auto file = std::filesystem::temp_directory_path() / ("mooring-transcript-" + std::to_string(::getpid()) + ".yaml");
  std::ofstream(file) << text;
  content::Diagnostics mistakes;
  const auto transcript = content::read_transcript(file, found ? *found : mistakes);
  std::filesystem::remove(file);
  return transcript.value_or(content::Transcript{});
}

std::vector<Played> play(const std::string& text) { return content::play(*support::content(), read(text)); }

std::string first_mistake(const std::string& text) {
  content::Diagnostics found;
  read(text, &found);
  return found.empty() ? "" : std::to_string(found[0].place.line) + ": " + found[0].message;
}

TEST(Transcript, figures_and_truths_are_what_was_written) {
  const auto turns = read("turns:\n  - you: 2\n  - you: yes\n  - you:\n").turns;
  ASSERT_EQ(turns.size(), 3u);
  EXPECT_EQ(turns[0].text, "2");
  EXPECT_EQ(turns[1].text, "yes");
  EXPECT_EQ(turns[2].text, "");
}

TEST(Transcript, mistakes_have_a_line) {
  EXPECT_EQ(first_mistake("about: x\n"), "1: a transcript needs `turns`, a list");
  EXPECT_EQ(first_mistake("turns:\n  - yuo: hi\n").substr(0, 3), "2: ");
  EXPECT_EQ(first_mistake("turns:\n  - bot: []\n"), "2: a turn needs `you`, `tap` or `wait`");
  EXPECT_EQ(first_mistake("turns:\n  - you: hi\n  - wait: soon\n").substr(0, 3), "3: ");
  EXPECT_EQ(first_mistake("turns:\n  - you: hi\n    bot: hello\n"), "3: `bot` is a list of messages");
}

TEST(Transcript, what_the_bot_says_stands_with_its_choices) {
  const auto played = play("turns:\n  - you: lamp test\n");
  ASSERT_EQ(played[0].bot.size(), 3u);  // the bot's first words before them
  EXPECT_EQ(played[0].bot[1], "The lamp is on.");
  EXPECT_EQ(played[0].bot[2], "Which colour is it?\n1 Warm red\n2 Deep blue");
}

TEST(Transcript, only_a_wait_delivers_what_is_timed) {
  const auto played = play("turns:\n  - you: count test\n  - wait: 9s\n  - wait: 1s\n  - wait: 3 days\n");
  EXPECT_EQ(played[0].bot.back(), "In.");
  EXPECT_EQ(played[1].bot, std::vector<std::string>{"Out."});
  EXPECT_EQ(played[2].bot, std::vector<std::string>{"In."});
  ASSERT_EQ(played[3].bot.size(), 3u);
  EXPECT_EQ(played[3].bot[1], "Still there?\n1 Yes\n2 No");
}

TEST(Transcript, a_person_who_kept_nothing_is_new_after_days) {
  const auto played = play("turns:\n  - you: lamp test\n  - wait: 3 days\n  - you: lamp test\n");
  EXPECT_EQ(played[2].bot, played[0].bot);
}

TEST(Transcript, a_tap_on_what_is_not_offered_is_a_problem) {
  const auto played = play("turns:\n  - you: lamp test\n  - tap: Deep blue\n  - tap: Deep blue\n");
  EXPECT_EQ(played[1].problem, "");
  EXPECT_EQ(played[2].problem, "\"Deep blue\" was not on offer");
}

TEST(Transcript, a_difference_is_shown_line_by_line_with_its_place) {
  const auto transcript = read("turns:\n  - you: a\n    bot: []\n  - you: b\n    bot:\n      - |-\n        one\n        two\n");
  const auto text = content::differences(transcript, {{{}, ""}, {{"one\nthree"}, ""}});
  EXPECT_EQ(text, transcript.file + ":4: the bot says something else (- written, + said)\n    - one\n  -   two\n  +   three\n");
  EXPECT_EQ(content::differences(transcript, {{{}, ""}, {{"one\ntwo"}, ""}}), "");
}

TEST(Transcript, what_is_not_written_yet_is_a_difference) {
  EXPECT_NE(content::differences(read("turns:\n  - you: a\n"), {{{}, ""}}), "");
}

TEST(Transcript, an_update_keeps_all_but_what_the_bot_says) {
  const std::string before =
      "# top\nabout: x\nturns:\n  # first\n  - you: a   # why\n    bot:\n      - old\n\n  # second\n  - {wait: 4s}\n  - you: b\n# end\n";
  const auto after = content::updated(before, read(before), {{{"new", "2 lines\n# both"}, ""}, {{}, ""}, {{"12: it's \"so\""}, ""}});
  EXPECT_EQ(after,
            "# top\nabout: x\nturns:\n  # first\n  - you: a   # why\n    bot:\n      - new\n      - |-\n        2 lines\n        # both\n"
            "\n  # second\n  - wait: 4s\n    bot: []\n  - you: b\n    bot:\n      - \"12: it's \\\"so\\\"\"\n# end\n");
}

TEST(Transcript, what_was_updated_reads_back_the_same) {
  const std::string before = "turns:\n  - you: a\n  - you: b\n";
  const std::vector<Played> played{{{"", " spaces ", "- dash", "a: b", "null", "~", "'quoted'", "# hash", "caf\u00e9 \U0001f52a"}, ""},
                                   {{"one\n\n  three", "one\n two", " one\ntwo", "1\n2\n\n\n", "0.50", "{a}", "[b]", "&c", "*d", "yes"}, ""}};
  const auto turns = read(content::updated(before, read(before), played)).turns;
  ASSERT_EQ(turns.size(), 2u);
  EXPECT_EQ(*turns[0].bot, played[0].bot);
  auto without_last_ends = played[1].bot;
  without_last_ends[3] = "1\n2";
  EXPECT_EQ(*turns[1].bot, without_last_ends);
}

TEST(Transcript, a_second_update_changes_nothing) {
  const std::string text = "turns:\n  - you: lamp test\n  # next\n  - tap: Deep blue\n";
  const auto once = content::updated(text, read(text), play(text));
  EXPECT_EQ(content::updated(once, read(once), play(once)), once);
  EXPECT_EQ(content::differences(read(once), play(once)).find("says something else"), std::string::npos);
}

TEST(Coverage, names_what_was_never_visited) {
  content::Coverage coverage;
  content::play(*support::content(), read("turns:\n  - you: lamp test\n  - you: deep blue\n"), &coverage);
  const auto left = coverage.unvisited(*support::content());
  const auto has = [&](const char* path) { return std::ranges::find(left, path) != left.end(); };
  EXPECT_FALSE(has("t-lamp/colour"));
  EXPECT_FALSE(has("t-lamp/colour/blue"));
  EXPECT_TRUE(has("t-lamp/colour/red"));
  EXPECT_TRUE(has("t-lamp/sure/yes"));
  EXPECT_TRUE(has("t-lamp/glare"));
}

}  // namespace
