#include "adapters/matrix/protocol/direct.hpp"

#include <gtest/gtest.h>

namespace {

using matrix::Direct;
using nlohmann::json;

constexpr const char* ada = "@ada:example.org";
constexpr const char* ben = "@ben:example.org";

TEST(Direct, answers_in_the_last_room) {
  const Direct direct(json{{ada, {"!1", "!2"}}, {ben, {"!3"}}});
  EXPECT_EQ(direct.room_of(ada), "!2");
  EXPECT_EQ(direct.room_of(ben), "!3");
  EXPECT_EQ(direct.room_of("@eve:example.org"), "");
}

TEST(Direct, says_what_it_was_told) {
  const json content = {{ada, {"!1", "!2"}}, {ben, {"!3"}}};
  EXPECT_EQ(Direct(content).content(), content);
  EXPECT_EQ(Direct().content(), json::object());
}

TEST(Direct, leaves_out_what_is_no_list_of_rooms) {
  for (const json& content : {json(), json("text"), json({"!1"}), json(1)}) EXPECT_EQ(Direct(content).content(), json::object()) << content;
  const Direct direct(json{{ada, {1, "!1", nullptr, {"!2"}}}, {ben, "!3"}, {"@eve:example.org", {{"a", "!4"}}}, {"@kim:b", json::array()}});
  EXPECT_EQ(direct.content(), json({{ada, {"!1"}}}));
}

TEST(Direct, takes_a_new_room_as_news) {
  Direct direct;
  EXPECT_TRUE(direct.prefer(ada, "!1"));
  EXPECT_FALSE(direct.prefer(ada, "!1"));
  EXPECT_TRUE(direct.prefer(ada, "!2"));
  EXPECT_EQ(direct.content(), json({{ada, {"!1", "!2"}}}));
}

TEST(Direct, goes_back_to_an_older_room_and_names_it_once) {
  Direct direct(json{{ada, {"!1", "!2", "!1", "!3"}}});
  EXPECT_TRUE(direct.prefer(ada, "!1"));
  EXPECT_EQ(direct.content(), json({{ada, {"!2", "!3", "!1"}}}));
}

TEST(Direct, knows_every_room_of_everyone) {
  const Direct direct(json{{ada, {"!1", "!2"}}, {ben, {"!3"}}});
  for (const char* room : {"!1", "!2", "!3"}) EXPECT_TRUE(direct.contains(room)) << room;
  for (const char* room : {"!4", "", ada}) EXPECT_FALSE(direct.contains(room)) << room;
}

TEST(Direct, forgets_a_room_wherever_it_stands) {
  Direct direct(json{{ada, {"!1", "!2"}}, {ben, {"!2"}}});
  EXPECT_TRUE(direct.remove("!2"));
  EXPECT_EQ(direct.content(), json({{ada, {"!1"}}}));
  EXPECT_EQ(direct.room_of(ada), "!1");
  EXPECT_FALSE(direct.remove("!2"));
}

}  // namespace
