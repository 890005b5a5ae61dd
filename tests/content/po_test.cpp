#include "content/po.hpp"

#include <gtest/gtest.h>

namespace {

using content::Diagnostics;
using content::parse_po;

TEST(Po, reads_contexts_lines_and_escapes) {
  Diagnostics found;
  const auto entries = parse_po(
      "msgid \"\"\nmsgstr \"Language: de\\n\"\n\n#: flows/tea.yaml:3\nmsgctxt \"tea/a/say\"\nmsgid \"\"\n\"One \\\"two\\\"\\n\"\n"
      "\"three\"\nmsgstr \"Eins\\tzwei\\\\\"\n", "de.po", found);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(entries[0].context, "tea/a/say");
  EXPECT_EQ(entries[0].source, "One \"two\"\nthree");
  EXPECT_EQ(entries[0].text, "Eins\tzwei\\");
  EXPECT_EQ(entries[0].place.line, 5);
}

TEST(Po, tells_entries_apart_without_an_empty_line) {
  Diagnostics found;
  const auto entries = parse_po("msgctxt \"a\"\nmsgid \"1\"\nmsgstr \"x\"\n#, fuzzy\nmsgctxt \"b\"\nmsgid \"2\"\nmsgstr \"y\"\n"
                                "msgctxt \"c\"\nmsgid \"3\"\nmsgstr \"z\"\n#~ msgid \"old\"\n", "de.po", found);
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_FALSE(entries[0].fuzzy);
  EXPECT_TRUE(entries[1].fuzzy);
  EXPECT_FALSE(entries[2].fuzzy);
}

TEST(Po, says_where_a_line_is_none) {
  for (const char* line : {"msgstr[0] \"plural\"", "msgid open\"", "msgid \"a\\q\"", "\"out of place\"", "msgid \"a\"b\"", "msgid \"a\\\""}) {
    Diagnostics found;
    parse_po(std::string("\n") + line, "de.po", found);
    ASSERT_EQ(found.size(), 1u) << line;
    EXPECT_EQ(found[0].place.line, 2);
  }
}

TEST(Po, writes_what_it_reads) {
  const std::string text = "One \"two\"\nthree\\ \t.\n";
  Diagnostics found;
  const auto entries = parse_po("msgctxt \"a\"\nmsgid " + content::po_quoted(text) + "\nmsgstr \"\"\n", "a.po", found);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].source, text);
}

}  // namespace
