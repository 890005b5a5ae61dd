#include "content/schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using content::Diagnostics;

std::vector<std::string> offences(std::string_view yaml) {
  Diagnostics found;
  const auto schema = content::Schema::load(MOORING_SOURCE_DIR "/flows/schema/flow.schema.json", found);
  const auto document = content::parse_yaml(yaml, "a.yaml", found);
  if (schema && document) schema->check(*document, found);
  std::vector<std::string> messages;
  std::ranges::transform(found, std::back_inserter(messages), content::to_string);
  return messages;
}

std::string with_node(const std::string& node) {
  return "flow: a\ntitle: A\nreview: none\nstart: b\nnodes:\n  b:\n    " + node + "\n";
}

using Messages = std::vector<std::string>;

TEST(Schema, takes_a_flow_as_documented) { EXPECT_EQ(offences(with_node("say: hello\n    next: b")), Messages{}); }

TEST(Schema, names_an_unknown_key_where_it_stands) {
  EXPECT_EQ(offences(with_node("nxt: b")), Messages{"a.yaml:7:5: error M002: unknown key 'nxt'"});
}

TEST(Schema, names_a_missing_key) {
  EXPECT_EQ(offences(with_node("branch: [{when: {known: $x}}]")), Messages{"a.yaml:7:14: error M002: needs 'next'"});
}

TEST(Schema, says_what_cannot_stand_there) {
  EXPECT_EQ(offences(with_node("say: 3")), Messages{"a.yaml:7:5: error M002: can't be a number"});
  EXPECT_EQ(offences(with_node("say:")), Messages{"a.yaml:7:5: error M002: can't be empty"});
  EXPECT_EQ(offences(with_node("act: dance")),
            Messages{"a.yaml:7:5: error M002: is none of the words that can stand here"});
}

TEST(Schema, looks_into_conditions_and_values_at_any_depth) {
  EXPECT_EQ(offences(with_node("branch: [{when: {not: {all: [{knwn: $x}]}}, next: b}]")),
            Messages{"a.yaml:7:35: error M002: unknown key 'knwn'"});
  EXPECT_EQ(offences(with_node("set: {x: {append: [$x]}}")).size(), 1u);
}

}  // namespace
