#include "core/catalogue.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace core {
namespace {

std::string said(std::string_view pattern, const Value& value, std::string_view language = "en") {
  return Template(pattern, language).render([&](std::string_view) { return value; });
}

TEST(Template, puts_values_in) {
  EXPECT_EQ(said("Your {thing}. And two more?", Value{"lamp"}), "Your lamp. And two more?");
  EXPECT_EQ(said("{n} now.", Value{4.0}), "4 now.");
  EXPECT_EQ(said("{n}.", Value{}), ".");
}

TEST(Template, says_a_list_as_people_do) {
  EXPECT_EQ(said("{x}", List{"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(said("{x}", List{"a", "b"}), "a and b");
  EXPECT_EQ(said("{x}", List{"a"}), "a");
  EXPECT_EQ(said("{x}", List{}), "");
  EXPECT_EQ(said("{x}", List{"a", "b", "c"}, "de"), "a, b und c");
}

TEST(Template, puts_each_item_on_its_line) {
  EXPECT_EQ(said("Steps:\n{x, numbered}", List{"a", "b"}), "Steps:\n1. a\n2. b");
  EXPECT_EQ(said("{x, lines}", List{"a", "b"}), "a\nb");
  EXPECT_EQ(said("{x, lines}", Value{"one only"}), "one only");
}

TEST(Template, counts_in_the_grammar_of_its_language) {
  const char* steps = "{n, plural, =0 {none} one {one step} other {# steps}}";
  EXPECT_EQ(said(steps, Value{0.0}), "none");
  EXPECT_EQ(said(steps, Value{1.0}), "one step");
  EXPECT_EQ(said(steps, Value{"3"}), "3 steps");
  EXPECT_EQ(said(steps, List{"a", "b"}), "2 steps");
  EXPECT_EQ(said("{n, plural, one {#a} few {#b} many {#c} other {#d}}", Value{3.0}, "pl"), "3b");
  EXPECT_EQ(said("{n, plural, offset:1 =1 {you} one {you and one more} other {you and # more}}", Value{3.0}),
            "you and 2 more");
  EXPECT_EQ(said("the {n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", Value{22.0}), "the 22nd");
}

TEST(Template, nests_choices_and_places) {
  const Template text("{way, select, talk {Say {x, lines}} other {{n, plural, one {Once} other {# times}}}}", "en");
  const auto values = [](std::string_view way) {
    return [way](std::string_view name) -> Value {
      if (name == "way") return std::string(way);
      if (name == "x") return List{"a", "b"};
      return 2.0;
    };
  };
  EXPECT_EQ(text.render(values("talk")), "Say a\nb");
  EXPECT_EQ(text.render(values("walk")), "2 times");
  EXPECT_EQ(text.names(), (std::vector<std::string>{"way", "x", "n"}));
}

TEST(Template, takes_apostrophes_and_braces_as_icu_does) {
  EXPECT_EQ(said("Don't, it's '{'{x}'}'", Value{"a"}), "Don't, it's {a}");
  EXPECT_EQ(said("it''s", Value{}), "it's");
}

TEST(Template, never_reads_places_in_what_a_person_wrote) {
  EXPECT_EQ(said("You wrote: {x}", Value{"{y} '{' #"}), "You wrote: {y} '{' #");
}

TEST(Template, refuses_what_is_not_well_formed) {
  for (const char* pattern : {"{", "{x", "{x, plural, one {a}}", "{x, date}", "{x, choice, 0#a|1#b}", "{x y}"}) {
    EXPECT_THROW(Template(pattern, "en"), std::invalid_argument) << pattern;
  }
}

TEST(Template, folds_a_label_for_comparing_and_nothing_with_places) {
  const Template words("Lamp, a Light,", "en");
  EXPECT_EQ(words.folded(), "lamp a light");
  ASSERT_EQ(words.alternatives().size(), 2u);
  EXPECT_EQ(words.alternatives()[1], "a light");
  EXPECT_EQ(Template("A {x}", "en").folded(), "");
  EXPECT_TRUE(Template("A {x}, b", "en").alternatives().empty());
}

TEST(Catalogue, falls_back_to_the_source_where_a_translation_is_missing) {
  Catalogue texts;
  const TextId hello = texts.add("a/b/say", "Hello"), bye = texts.add("a/c/say", "Bye"), again = texts.add("a/b/say", "Hi");
  texts.translate("de", {{"a/b/say", "Hallo"}});
  const auto nothing = [](std::string_view) { return Value{}; };
  EXPECT_EQ(texts.text(hello, "de").render(nothing), "Hallo");
  EXPECT_EQ(texts.text(bye, "de").render(nothing), "Bye");
  EXPECT_EQ(texts.text(again, "fr").render(nothing), "Hi");
  EXPECT_EQ(texts.context(bye), "a/c/say");
  EXPECT_EQ(texts.size(), 3u);
}

}  // namespace
}  // namespace core
