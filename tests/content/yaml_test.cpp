#include "content/yaml.hpp"

#include <gtest/gtest.h>

using content::Diagnostics;
using content::Json;
using content::parse_yaml;

namespace {

std::string refusal(std::string_view text) {
  Diagnostics found;
  const auto document = parse_yaml(text, "a.yaml", found);
  if (document || found.size() != 1) return "not refused once";
  return content::to_string(found[0]);
}

Json read(std::string_view text) {
  Diagnostics found;
  auto document = parse_yaml(text, "a.yaml", found);
  EXPECT_TRUE(document) << (found.empty() ? "" : content::to_string(found[0]));
  return document ? document->root : Json();
}

TEST(Yaml, keeps_the_order_of_the_file) {
  EXPECT_EQ(read("b: 1\na: 2\n").dump(), R"({"b":1,"a":2})");
}

TEST(Yaml, knows_numbers_truth_and_nothing_only_when_plain) {
  EXPECT_EQ(read("[1, -2, 1.5, true, ~, '1', \"true\"]").dump(), R"([1,-2,1.5,true,null,"1","true"])");
}

TEST(Yaml, leaves_words_that_look_like_truth_or_numbers_alone) {
  EXPECT_EQ(read("[yes, no, on, off, 0112, 2026-11-22, 1e, inf]").dump(),
            R"(["yes","no","on","off","0112","2026-11-22","1e","inf"])");
}

TEST(Yaml, says_where_keys_and_values_stand) {
  Diagnostics found;
  const auto document = parse_yaml("nodes:\n  a/b: text\n  c:\n    - one\n    - two\n", "a.yaml", found);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->place("/nodes/a~1b").column, 3);
  EXPECT_EQ(document->value_place("/nodes/a~1b").column, 8);
  EXPECT_EQ(document->place("/nodes/c/1").line, 5);
}

TEST(Yaml, refuses_what_could_surprise) {
  EXPECT_EQ(refusal("a: &x 1\nb: *x\n"), "a.yaml:1:4: error M001: anchors (&name) are not taken; write it out");
  EXPECT_EQ(refusal("a: 1\nb: 2\na: 3\n"), "a.yaml:3:1: error M001: the key 'a' stands twice");
  EXPECT_EQ(refusal("a: 1\n---\nb: 2\n"), "a.yaml:2:1: error M001: a second document (---); one file is one document");
  EXPECT_EQ(refusal("a: !!int 1\n"), "a.yaml:1:4: error M001: tags (!name) are not taken");
  EXPECT_EQ(refusal("a:\n\tb: 1\n"), "a.yaml:2:1: error M001: a tab; use spaces");
  EXPECT_EQ(refusal("? [a]\n: 1\n"), "a.yaml:1:3: error M001: a key is one word, not a list or a mapping");
  EXPECT_EQ(refusal(""), "a.yaml:1:1: error M001: the file is empty");
}

TEST(Yaml, refuses_what_is_too_deep_or_too_long_or_no_text) {
  EXPECT_TRUE(read(std::string(32, '[') + std::string(32, ']')).is_array());
  EXPECT_EQ(refusal(std::string(33, '[') + std::string(33, ']')), "a.yaml:1:33: error M001: nested too deeply");
  EXPECT_NE(refusal(std::string(100'000, '[')), "not refused once");
  EXPECT_NE(refusal(std::string(content::longest_key + 1, 'a') + ": 1"), "not refused once");
  EXPECT_EQ(refusal(std::string(1024 * 1024 + 1, 'a')), "a.yaml: error M001: over 1 MiB; a conversation is a few pages");
  EXPECT_EQ(refusal("a: 1\nb: \xff\n"), "a.yaml:2: error M001: not UTF-8 text");
  EXPECT_EQ(refusal(std::string_view("a: \0\n", 5)), "a.yaml:1: error M001: a control character");
  EXPECT_EQ(refusal("\"a\\0b\": 1\n"), "a.yaml:1:1: error M001: a control character");
}

TEST(Yaml, says_where_the_writing_went_wrong) {
  EXPECT_EQ(refusal("a: {b: What?, c: 1}\n"), "a.yaml:1:12: error M001: this text needs quotes around it");
  EXPECT_EQ(refusal("a: [1, 2\nb: 3\n").substr(0, 10), "a.yaml:2:2");
  EXPECT_NE(refusal("a: \"\\q\"\n"), "not refused once");
  EXPECT_NE(refusal("a: b: c\n"), "not refused once");
}

TEST(Yaml, says_so_when_a_file_is_missing) {
  Diagnostics found;
  EXPECT_FALSE(content::read_yaml("no/such.yaml", found));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(content::to_string(found[0]), "no/such.yaml: error M001: cannot be opened");
}

}  // namespace
