#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "content/flows.hpp"
#include "content/lint.hpp"

namespace {

struct File { std::string path, text; };

/// The files of one section of a page: a path in backquotes on a line of its own, then a block.
std::vector<File> files_under(const std::string& heading, const std::string& page) {
  std::istringstream lines(page);
  std::vector<File> files;
  bool in_section = false, in_block = false;
  for (std::string line; std::getline(lines, line);) {
    if (in_block && line == "```") in_block = false;
    else if (in_block && in_section) files.back().text += line + '\n';
    else if (line.starts_with("```")) in_block = true;
    else if (line.starts_with("## ")) in_section = line == "## " + heading;
    else if (in_section && line.starts_with("`flows/")) files.push_back({line.substr(7, line.size() - 8), {}});
  }
  return files;
}

std::string page_of(int code) {
  std::ifstream file(fmt::format("{}/docs/lint/M{:03}.md", MOORING_SOURCE_DIR, code));
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A day on which the examples' helplines are fresh.
constexpr core::TimePoint today = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);

std::set<std::string> yaml_files(const std::filesystem::path& folder) {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".yaml") files.insert(entry.path().string());
  return files;
}

/// What is said about these files; not, say, that the ones around them are not translated.
content::Diagnostics found_in(const std::vector<File>& files) {
  const tests::Flows flows;
  const std::set<std::string> around = yaml_files(flows.folder());
  for (const File& file : files) {
    // A flow of the example takes the place of the bot's own of that name.
    flows.remove("system/" + std::filesystem::path(file.path).filename().string());
    flows.write(file.path, file.text);
  }
  auto found = content::check(flows.folder(), today);
  std::erase_if(found, [&](const auto& each) {
    return around.contains(each.place.file) && std::ranges::none_of(files, [&](const File& file) {
      return (flows.folder() / file.path).string() == each.place.file; });
  });
  return found;
}

class LintPage : public testing::TestWithParam<int> {};

TEST_P(LintPage, shows_a_bad_example_that_has_the_code) {
  const auto files = files_under("Bad", page_of(GetParam()));
  ASSERT_FALSE(files.empty());
  const auto found = found_in(files);
  EXPECT_TRUE(std::ranges::any_of(found, [](const auto& each) { return static_cast<int>(each.code) == GetParam(); }))
      << tests::listed(found);
}

TEST_P(LintPage, shows_a_good_example_without_any) {
  const auto files = files_under("Good", page_of(GetParam()));
  ASSERT_FALSE(files.empty());
  EXPECT_EQ(tests::listed(found_in(files)), "");
}

INSTANTIATE_TEST_SUITE_P(All, LintPage, testing::Range(1, 26), [](const auto& page) { return fmt::format("M{:03}", page.param); });

}  // namespace
