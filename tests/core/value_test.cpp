#include "core/value.hpp"

#include <gtest/gtest.h>

namespace core {
namespace {

TEST(Value, reads_as_people_write_it) {
  EXPECT_EQ(as_text(Value{3.0}), "3");
  EXPECT_EQ(as_text(Value{2.5}), "2.5");
  EXPECT_EQ(as_text(Value{-0.0}), "0");
  EXPECT_EQ(as_text(Value{List{"a", "b"}}), "a, b");
  EXPECT_EQ(as_text(Value{}), "");
}

TEST(Value, is_a_number_only_as_a_whole) {
  EXPECT_EQ(as_number(Value{"7"}), 7);
  EXPECT_EQ(as_number(Value{"7 steps"}), 0);
  EXPECT_EQ(as_number(Value{"inf"}), 0);
  EXPECT_EQ(as_number(Value{List{"7"}}), 0);
}

TEST(Value, counts_what_is_there) {
  EXPECT_EQ(count(Value{}), 0u);
  EXPECT_EQ(count(Value{""}), 0u);
  EXPECT_EQ(count(Value{0.0}), 1u);
  EXPECT_EQ(count(Value{List{"a", "b"}}), 2u);
}

TEST(Vars, remember_the_last_value_of_a_name) {
  Vars vars;
  vars["calm"] = 3.0;
  vars["calm"] = 4.0;
  ASSERT_NE(vars.find("calm"), nullptr);
  EXPECT_EQ(*vars.find("calm"), Value{4.0});
  vars.erase("calm");
  EXPECT_EQ(vars.find("calm"), nullptr);
}

}  // namespace
}  // namespace core
