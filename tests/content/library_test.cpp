#include "content/library.hpp"

#include <gtest/gtest.h>

namespace {

std::shared_ptr<const core::Content> version(const std::string& name) {
  auto made = std::make_shared<core::Content>();
  made->version = name;
  return made;
}

TEST(Library, is_empty_at_first) {
  EXPECT_EQ(content::Library().newest(), nullptr);
  EXPECT_EQ(content::Library().find("one"), nullptr);
}

TEST(Library, finds_the_version_that_someone_is_in_and_else_the_newest) {
  content::Library library;
  library.add(version("one"));
  library.add(version("two"));
  EXPECT_EQ(library.find("one")->version, "one");
  EXPECT_EQ(library.find("gone")->version, "two");
  EXPECT_EQ(library.newest()->version, "two");
}

TEST(Library, makes_a_version_that_comes_back_the_newest_again) {
  content::Library library;
  for (const char* name : {"one", "two", "one"}) library.add(version(name));
  EXPECT_EQ(library.newest()->version, "one");
  EXPECT_EQ(library.size(), 2u);
}

TEST(Library, lets_go_of_what_nobody_is_in_but_never_of_the_newest) {
  content::Library library;
  for (const char* name : {"one", "two", "three"}) library.add(version(name));
  const auto held = library.find("one");
  library.retire({"two"});
  EXPECT_EQ(library.size(), 2u);
  EXPECT_EQ(library.find("one")->version, "three");
  EXPECT_EQ(held->version, "one");
  library.retire({});
  EXPECT_EQ(library.newest()->version, "three");
}

}  // namespace
