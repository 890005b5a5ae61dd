#include "commands/secret_file.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "commands/trouble.hpp"
#include "storage/temp_folder.hpp"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

fs::path file_with(const TempFolder& folder, std::string_view text, mode_t mode = 0600) {
  const fs::path file = folder / "secret";
  std::ofstream(file, std::ios::binary) << text;
  ::chmod(file.c_str(), mode);
  return file;
}

std::string trouble_with(const fs::path& file) {
  try {
    commands::read_secret(file);
  } catch (const commands::Trouble& trouble) {
    return trouble.what();
  }
  return "none";
}

TEST(Secret, is_read_without_the_line_s_end) {
  const TempFolder folder;
  EXPECT_EQ(commands::read_secret(file_with(folder, "correct horse \n")), "correct horse ");
  EXPECT_EQ(commands::read_secret(file_with(folder, "correct horse\r\n", 0400)), "correct horse");
}

TEST(Secret, is_for_nobody_else_to_read) {
  const TempFolder folder;
  for (const mode_t mode : {0640, 0604, 0644, 0620})
    EXPECT_THAT(trouble_with(file_with(folder, "secret\n", mode)), HasSubstr("chmod 600")) << mode;
}

TEST(Secret, has_to_be_there_and_be_a_plain_file) {
  const TempFolder folder;
  EXPECT_THAT(trouble_with(folder / "none"), HasSubstr("There is no file"));
  EXPECT_THAT(trouble_with(folder.path()), HasSubstr("no plain file"));
  ::mkfifo((folder / "pipe").c_str(), 0600);
  EXPECT_THAT(trouble_with(folder / "pipe"), HasSubstr("no plain file"));
}

TEST(Secret, belongs_to_whoever_runs_the_bot) {
  if (::geteuid() != 0) GTEST_SKIP() << "giving a file away needs root";
  const TempFolder folder;
  const fs::path file = file_with(folder, "secret\n");
  ASSERT_EQ(::chown(file.c_str(), 65534, 65534), 0);
  EXPECT_THAT(trouble_with(file), HasSubstr("another user"));
}

TEST(Secret, is_one_line) {
  const TempFolder folder;
  EXPECT_THAT(trouble_with(file_with(folder, "")), HasSubstr("is empty"));
  EXPECT_THAT(trouble_with(file_with(folder, "\n\n")), HasSubstr("is empty"));
  EXPECT_THAT(trouble_with(file_with(folder, "one\ntwo\n")), HasSubstr("one line"));
  EXPECT_THAT(trouble_with(file_with(folder, std::string(5000, 'a'))), HasSubstr("one line"));
}

TEST(Secret, is_written_for_us_alone_in_place_of_what_was_there) {
  const TempFolder folder;
  const fs::path file = file_with(folder, "old and longer\n", 0644);
  commands::write_secret(file, "new");
  EXPECT_EQ(commands::read_secret(file), "new");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

TEST(Secret, that_can_t_be_written_is_said_and_leaves_nothing) {
  const TempFolder folder;
  EXPECT_THROW(commands::write_secret(folder / "no/folder", "new"), commands::Trouble);
  fs::create_directory(folder / "taken");
  EXPECT_THROW(commands::write_secret(folder / "taken", "new"), commands::Trouble);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

}  // namespace
