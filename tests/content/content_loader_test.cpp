#include "content/content_loader.hpp"

#include <gtest/gtest.h>

#include "content/flows.hpp"

namespace {

using core::no_node;

constexpr std::string_view plain = "  a: {say: Hello there., next: b}\n  b: {end: true}\n";

class Loader : public testing::Test {
 protected:
  /// The nodes of a flow "tea", loaded.
  const core::Flow& flow(std::string_view nodes) {
    flows.write_flow("tea", nodes);
    loaded = content::load(flows.folder());
    if (!loaded.content) throw std::runtime_error(tests::listed(loaded.diagnostics));
    return loaded.content->flows.at("tea");
  }
  std::string complaints(std::string_view nodes) {
    flows.write_flow("tea", nodes);
    loaded = content::load(flows.folder());
    EXPECT_FALSE(loaded.content);
    return tests::listed(loaded.diagnostics);
  }
  std::string text(core::TextId id, std::string_view language = "en") const {
    return std::string(loaded.content->texts.text(id, language).pattern());
  }
  std::string context(core::TextId id) const { return std::string(loaded.content->texts.context(id)); }

  tests::Flows flows;
  content::Loaded loaded;
};

TEST_F(Loader, reads_every_kind_of_node) {
  const core::Flow& tea = flow(R"(
  a: {say: [One., Two.], next: b}
  b: {branch: [{when: {known: $x}, next: c}], next: d}
  c: {set: {x: 1, y: {text: A cup.}}, next: d}
  d: {call: menu, next: e}
  e: {pace: {times: 4, lines: [{say: In., wait: 4s}, {say: Out., wait: 2m}]}, next: f}
  f: {keep: $x, as: cup, title: My cup, next: g}
  g: {drop: cup, next: h}
  h: {remind: 3, next: i}
  i: {remind: never, next: j}
  j: {refer: [emergency], most: 2, next: k}
  k: {end: true}
)");
  EXPECT_EQ(std::get<core::Say>(tea.nodes[0].kind).text.size(), 2u);
  EXPECT_EQ(std::get<core::Branch>(tea.nodes[1].kind).arms.at(0).next, tea.find("c"));
  EXPECT_EQ(std::get<core::Set>(tea.nodes[2].kind).set.size(), 2u);
  EXPECT_EQ(std::get<core::Call>(tea.nodes[3].kind).flow, "menu");
  EXPECT_EQ(std::get<core::Pace>(tea.nodes[4].kind).lines.at(1).wait, std::chrono::minutes(2));
  EXPECT_EQ(std::get<core::Pace>(tea.nodes[4].kind).times, 4u);
  EXPECT_TRUE(std::get<core::Keep>(tea.nodes[5].kind).value);
  EXPECT_FALSE(std::get<core::Keep>(tea.nodes[6].kind).value);
  EXPECT_TRUE(std::get<core::Remind>(tea.nodes[7].kind).after_days);
  EXPECT_FALSE(std::get<core::Remind>(tea.nodes[8].kind).after_days);
  EXPECT_EQ(std::get<core::Refer>(tea.nodes[9].kind).most, 2u);
  EXPECT_EQ(tea.nodes[9].next, tea.find("k"));
  EXPECT_FALSE(tea.system);
}

TEST_F(Loader, reads_a_question_with_its_choices_in_the_order_of_the_file) {
  const core::Flow& tea = flow(R"(
  a:
    ask: Which one?
    text: {into: tea}
    choices:
      mint: {label: Mint, also: "pepper, green", next: b}
      black: {label: Black, when: {not: {known: $tea}}, set: {tea: {text: black}}}
    examples: [sencha, oolong]
    retry: [Any one., Or none.]
    skip: b
    next: b
    timeout: {after: 1h, next: b}
  b: {end: true}
)");
  const auto& ask = std::get<core::Ask>(tea.nodes[0].kind);
  ASSERT_EQ(ask.choices.size(), 2u);
  EXPECT_EQ(ask.choices[0].id, "mint");
  EXPECT_EQ(ask.choices[1].next, no_node);
  EXPECT_EQ(ask.choices[1].when->op, core::Condition::Op::negation);
  EXPECT_EQ(std::get<core::FreeText>(ask.answer).into, "tea");
  EXPECT_EQ(ask.timeout->after, std::chrono::hours(1));
  EXPECT_EQ(context(ask.text[0]), "tea/a/ask");
  EXPECT_EQ(context(ask.choices[0].label), "tea/a/mint");
  EXPECT_EQ(context(ask.choices[0].also), "tea/a/mint.also");
  EXPECT_EQ(context(ask.choices[1].set[0].value.text), "tea/a/black.set.tea");
  EXPECT_EQ(context(ask.examples[1]), "tea/a/example.2");
  EXPECT_EQ(context(ask.retry[0]), "tea/a/retry.1");
}

TEST_F(Loader, reads_the_other_kinds_of_answer) {
  const core::Flow& tea = flow(R"(
  a: {ask: "How much?", number: {into: n, from: 0, to: 10}, next: b}
  b: {ask: "Which ones?", collect: {into: list, from: 1, to: 3, more: "And?"}, next: c}
  c: {ask: "This one?", pick: {from: $list, into: one}, next: d}
  d: {ask: "Where?", country: {into: place}, next: e}
  e: {ask: "Right?", yes_no: {yes: f, no: {next: a, label: Not yet, set: {n: 0}}}, skip: f}
  f: {end: true}
)");
  EXPECT_EQ(std::get<core::NumberAnswer>(std::get<core::Ask>(tea.nodes[0].kind).answer).max, 10);
  EXPECT_EQ(context(std::get<core::Collect>(std::get<core::Ask>(tea.nodes[1].kind).answer).more), "tea/b/more");
  EXPECT_EQ(std::get<core::Pick>(std::get<core::Ask>(tea.nodes[2].kind).answer).from.name, "list");
  EXPECT_EQ(std::get<core::CountryAnswer>(std::get<core::Ask>(tea.nodes[3].kind).answer).into, "place");
  const auto& choices = std::get<core::Ask>(tea.nodes[4].kind).choices;
  EXPECT_EQ(context(choices.at(0).label), "answers//yes.1");
  EXPECT_EQ(text(choices.at(1).label), "Not yet");
  EXPECT_EQ(choices.at(1).next, tea.find("a"));
}

TEST_F(Loader, reads_values_and_conditions_at_any_depth) {
  const core::Flow& tea = flow(R"(
  a: {set: {x: {append: [$x, {item: [$x, {add: [$n, -1]}]}]}, y: ~, z: [one, two]}, next: b}
  b: {branch: [{when: {any: [{count: [$x, 3]}, {all: [{equals: [$n, low]}]}]}, next: c}], next: c}
  c: {end: true}
)");
  const auto& set = std::get<core::Set>(tea.nodes[0].kind).set;
  EXPECT_EQ(set[0].value.op, core::Expression::Op::append);
  EXPECT_EQ(set[0].value.args[1].args[1].args[1].value, core::Value(-1.0));
  EXPECT_EQ(set[1].value.value, core::Value());
  EXPECT_EQ(set[2].value.value, core::Value(core::List{"one", "two"}));
  const auto& when = std::get<core::Branch>(tea.nodes[1].kind).arms[0].when;
  EXPECT_EQ(when.op, core::Condition::Op::any);
  EXPECT_EQ(when.parts[1].parts[0].operands[1].value, core::Value(core::List::value_type("low")));
}

TEST_F(Loader, says_what_is_wrong_with_a_node_where_it_stands) {
  EXPECT_EQ(complaints("  a: {say: Hi., ask: What, next: a}\n"), "M002 tea.yaml:7:6 does several things: say, ask\n");
  EXPECT_EQ(complaints("  a: {next: a}\n").substr(0, 32), "M002 tea.yaml:7:6 does nothing: ");
  EXPECT_EQ(complaints("  a: {say: Hi., skip: a}\n"), "M002 tea.yaml:7:23 'skip' doesn't go with 'say'\n");
  EXPECT_EQ(complaints("  a: {ask: What, next: a}\n").substr(0, 34), "M002 tea.yaml:7:6 takes no answer:");
  EXPECT_EQ(complaints("  a: {keep: x, as: x, next: a}\n"), "M002 tea.yaml:7:6 needs 'title'\n");
  EXPECT_EQ(complaints("  a: {ask: How, text: {into: x}, timeout: {after: soon, next: a}, next: a}\n"),
            "M002 tea.yaml:7:51 'soon' is no time like 4s, 2m, 1h or 1d\n");
  EXPECT_EQ(complaints("  a: {say: \"{broken\", next: a}\n").substr(0, 19), "M011 tea.yaml:7:12 ");
}

TEST_F(Loader, names_what_is_missing_from_the_folder) {
  flows.remove("schema/flow.schema.json");
  flows.remove("words/en.yaml");
  loaded = content::load(flows.folder());
  EXPECT_EQ(tests::listed(loaded.diagnostics), "M001 flow.schema.json:0:0 cannot be opened\nM001 words:0:0 needs 'en.yaml'\n");
  EXPECT_FALSE(content::load(flows.folder() / "nowhere").content);
}

TEST_F(Loader, opens_a_flow_by_its_id_and_keywords_in_every_language) {
  flows.write("locale/de.po", "msgctxt \"tea//keywords\"\nmsgid \"tea words\"\nmsgstr \"Tee, Kanne\"\n");
  flow(plain);
  const auto& openers = loaded.content->openers;
  EXPECT_EQ(openers.at("tea"), "tea");
  EXPECT_EQ(openers.at("tea words"), "tea");
  EXPECT_EQ(openers.at("kanne"), "tea");
}

TEST_F(Loader, puts_translations_beside_the_source_without_guessed_and_empty_ones) {
  flows.write("locale/de.po",
              "msgctxt \"tea/a/say\"\nmsgid \"Hello there.\"\nmsgstr \"Hallo.\"\n\n"
              "#, fuzzy\nmsgctxt \"tea//title\"\nmsgid \"A tea\"\nmsgstr \"Ein Teer\"\n");
  const core::Flow& tea = flow(plain);
  EXPECT_EQ(text(std::get<core::Say>(tea.nodes[0].kind).text[0], "de"), "Hallo.");
  EXPECT_EQ(text(tea.title, "de"), "A tea");
}

TEST_F(Loader, marks_the_bots_own_flows) {
  flow(plain);
  EXPECT_TRUE(loaded.content->flows.at("menu").system);
}

TEST_F(Loader, has_a_version_that_changes_with_any_byte_but_not_with_transcripts) {
  flow(plain);
  const std::string version = loaded.content->version;
  EXPECT_EQ(version.size(), 16u);
  flows.write("tests/tea/one.yaml", "turns: []\n");
  EXPECT_EQ(content::load(flows.folder()).content->version, version);
  flow(std::string(plain) + "# a word\n");
  EXPECT_NE(loaded.content->version, version);
}

TEST_F(Loader, counts_what_nobody_has_reviewed) {
  flow(plain);
  const auto before = content::read(flows.folder()).unreviewed;
  flows.write("menu2.yaml", "flow: menu2\ntitle: T\nreview: {by: A, date: 2026-11-22}\nstart: a\nnodes: {a: {end: true}}\n");
  EXPECT_EQ(content::read(flows.folder()).unreviewed, before);
  flows.write_flow("soup", plain);
  EXPECT_EQ(content::read(flows.folder()).unreviewed, before + 1);
}

}  // namespace
