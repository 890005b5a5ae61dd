#include "content/graph.hpp"

#include <gtest/gtest.h>

#include "content/content_loader.hpp"
#include "content/extract.hpp"
#include "content/flows.hpp"

namespace {

constexpr std::string_view nodes = R"(
  a:
    ask: "Which \"tea\" would be good for you on a day like this?"
    choices:
      mint: {label: Mint, next: b}
    skip: b
  b: {end: true}
)";

TEST(Graph, shows_nodes_with_their_first_words_and_ways_with_their_choices) {
  const tests::Flows flows;
  flows.write_flow("tea", nodes);
  const auto content = content::load(flows.folder()).content;
  ASSERT_TRUE(content);
  EXPECT_EQ(content::mermaid(*content, *content->flow("tea")),
            "flowchart TD\n"
            "  n0[\"a<br>Which 'tea' would be good for you on a d…\"]\n"
            "  n1[\"b<br>end\"]\n"
            "  n0 -->|\"mint\"| n1\n"
            "  n0 -->|\"skip\"| n1\n");
  EXPECT_EQ(content::dot(*content, *content->flow("tea")),
            "digraph \"tea\" {\n"
            "  node [shape=box, fontname=\"sans-serif\"];\n"
            "  n0 [label=\"a\\nWhich 'tea' would be good for you on a d…\"];\n"
            "  n1 [label=\"b\\nend\"];\n"
            "  n0 -> n1 [label=\"mint\"];\n"
            "  n0 -> n1 [label=\"skip\"];\n"
            "}\n");
}

TEST(Extract, lists_every_text_with_its_context_and_place) {
  const tests::Flows flows;
  flows.write_flow("tea", nodes);
  const std::string pot = content::extract(flows.folder());
  const std::string place = "#: " + (flows.folder() / "tea.yaml").string();
  EXPECT_NE(pot.find(place + ":9\nmsgctxt \"tea/a/ask\"\nmsgid \"Which \\\"tea\\\" would be good for you on a day like this?\"\nmsgstr \"\"\n"),
            std::string::npos);
  EXPECT_NE(pot.find("msgctxt \"tea/a/mint\"\nmsgid \"Mint\"\n"), std::string::npos);
  EXPECT_NE(pot.find("msgctxt \"answers//stop.1\"\n"), std::string::npos);
}

}  // namespace
