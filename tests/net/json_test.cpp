#include "adapters/net/json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace {

using net::dump;
using net::member;
using net::number_of;
using net::parse_json;
using net::parse_leniently;
using net::text_of;
using nlohmann::json;

std::string nested(std::size_t levels, const std::string& inside = "") {
  return std::string(levels, '[') + inside + std::string(levels, ']');
}

TEST(ParseJson, reads_any_value) {
  EXPECT_EQ(parse_json(R"({"a":[1,"b",null]})"), json({{"a", {1, "b", nullptr}}}));
  EXPECT_EQ(parse_json("true"), json(true));
}

TEST(ParseJson, gives_nothing_for_what_is_none) {
  for (const char* text : {"", " ", "<html>", "{", "[", "[1,]", "{\"a\":}", "{} {}", "nul", "\"", "\"\\", "-", "1e999", "\"\xff\""})
    EXPECT_FALSE(parse_json(text)) << text;
}

TEST(ParseJson, refuses_more_than_64_levels) {
  EXPECT_TRUE(parse_json(nested(64)));
  EXPECT_TRUE(parse_json(nested(64, "1")));
  EXPECT_FALSE(parse_json(nested(65)));
  EXPECT_FALSE(parse_json(nested(65, "1")));
  EXPECT_FALSE(parse_json(nested(1'000'000)));
  EXPECT_FALSE(parse_json(std::string(1'000'000, '{')));
}

TEST(ParseJson, counts_levels_not_brackets) {
  EXPECT_TRUE(parse_json("[" + nested(60) + "," + nested(60) + "]"));
  EXPECT_TRUE(parse_json(json(std::string(100, '[') + "\\\"" + std::string(100, '{')).dump()));
  EXPECT_FALSE(parse_json("[\"\\\\\"," + nested(64) + "]"));
}

TEST(ParseJson, takes_no_longer_for_many_small_objects) {
  std::string text = "[{}";
  for (int i = 0; i < 300'000; ++i) text += ",{}";
  EXPECT_EQ(parse_json(text + "]")->size(), 300'001u);  // would be an hour's work if each were compared with all
}

TEST(ParseLeniently, gives_the_rest_of_what_holds_something_too_deep) {
  const auto read = parse_leniently(R"({"deep":)" + nested(1000, R"({"x":["]"]})") + R"(,"b":[1]})");
  ASSERT_TRUE(read);
  EXPECT_EQ((*read)["b"], json({1}));
  EXPECT_TRUE(parse_json(dump(*read)));
  EXPECT_EQ(parse_leniently(nested(65)), parse_json(nested(64, "null")));
}

TEST(ParseLeniently, gives_the_rest_of_what_holds_an_impossible_number) {
  EXPECT_EQ(parse_leniently(R"({"a":1e999,"b":-1)" + std::string(400, '0') + R"(,"c":12})"),
            json({{"a", nullptr}, {"b", nullptr}, {"c", 12}}));
}

TEST(ParseLeniently, gives_the_rest_of_what_holds_no_unicode) {
  EXPECT_EQ(parse_leniently("{\"a\":\"\xff\",\"b\":\"\\ud800\",\"c\":\"d\"}"), json({{"a", ""}, {"b", ""}, {"c", "d"}}));
}

TEST(ParseLeniently, still_gives_nothing_for_what_is_no_json) {
  for (const char* text : {"", "<html>", "{\"a\":1e999", "[\"\xff\"", "{\"a\":\"\xff}"}) EXPECT_FALSE(parse_leniently(text)) << text;
  EXPECT_FALSE(parse_leniently(std::string(1'000'000, '[')));
}

TEST(Dump, replaces_bytes_that_are_no_utf8) {
  EXPECT_EQ(dump({{"a", "b\xff" "c"}}), "{\"a\":\"b\xef\xbf\xbd" "c\"}");
  EXPECT_EQ(dump(json("\xc3")), "\"\xef\xbf\xbd\"");
}

TEST(Member, is_null_where_there_is_none) {
  EXPECT_EQ(member({{"a", 1}}, "a"), json(1));
  for (const json& none : {json({{"b", 1}}), json({"a"}), json("a"), json(1), json()}) EXPECT_TRUE(member(none, "a").is_null()) << none;
}

TEST(TextOf, is_empty_for_any_other_kind) {
  EXPECT_EQ(text_of({{"a", "text"}}, "a"), "text");
  for (const json& other : {json(1), json(true), json(), json({"text"}), json({{"a", "text"}})})
    EXPECT_EQ(text_of({{"a", other}}, "a"), "") << other;
}

TEST(NumberOf, reads_whole_numbers_of_either_sign) {
  EXPECT_EQ(number_of({{"a", 12}}, "a", 7), 12);
  EXPECT_EQ(number_of({{"a", -12}}, "a", 7), -12);
  EXPECT_EQ(number_of({{"a", 12u}}, "a", 7), 12);
}

TEST(NumberOf, is_otherwise_for_what_does_not_fit) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(number_of(*parse_json(R"({"a":9223372036854775807})"), "a", 7), most);
  EXPECT_EQ(number_of(*parse_json(R"({"a":9223372036854775808})"), "a", 7), 7);
  EXPECT_EQ(number_of(*parse_json(R"({"a":18446744073709551616})"), "a", 7), 7);
  for (const json& other : {json(1.5), json("12"), json(true), json()}) EXPECT_EQ(number_of({{"a", other}}, "a", 7), 7) << other;
}

}  // namespace
