#include "core/expression.hpp"

#include <gtest/gtest.h>

namespace core {
namespace {

using Op = Expression::Op;
using Check = Condition::Op;

const List steps{"talking", "sitting close", "holding hands"};

Expression literal(Value value) { return {Op::literal, std::move(value), {}, no_text, {}}; }
Expression ref(std::string name) { return {Op::ref, {}, std::move(name), no_text, {}}; }
Expression apply(Op op, std::vector<Expression> args) { return {op, {}, {}, no_text, std::move(args)}; }

Scope scope() {
  const auto lookup = [](std::string_view name) -> Value {
    if (name == "steps") return steps;
    if (name == "calm") return 4.0;
    return {};
  };
  return {lookup, [](TextId id) { return "text " + std::to_string(id); }};
}

Value result(Op op, std::vector<Expression> args) { return evaluate(apply(op, std::move(args)), scope()); }

bool holds(Check op, std::vector<Expression> operands) {
  return core::holds(Condition{op, {}, std::move(operands)}, scope());
}

TEST(Expression, changes_lists_by_positions_from_one) {
  EXPECT_EQ(result(Op::append, {ref("steps"), literal("a kiss")}),
            (Value{List{"talking", "sitting close", "holding hands", "a kiss"}}));
  EXPECT_EQ(result(Op::insert, {ref("steps"), literal(1.0), literal("waving")}),
            (Value{List{"waving", "talking", "sitting close", "holding hands"}}));
  EXPECT_EQ(result(Op::replace, {ref("steps"), literal("2"), literal("sitting near")}),
            (Value{List{"talking", "sitting near", "holding hands"}}));
  EXPECT_EQ(result(Op::remove, {ref("steps"), literal(3.0)}), (Value{List{"talking", "sitting close"}}));
  EXPECT_EQ(result(Op::item, {ref("steps"), literal(3.0)}), Value{"holding hands"});
}

TEST(Expression, moves_an_item_up_and_down) {
  EXPECT_EQ(result(Op::move, {ref("steps"), literal(3.0), literal(1.0)}),
            (Value{List{"holding hands", "talking", "sitting close"}}));
  EXPECT_EQ(result(Op::move, {ref("steps"), literal(1.0), literal(3.0)}),
            (Value{List{"sitting close", "holding hands", "talking"}}));
}

TEST(Expression, leaves_a_list_alone_outside_its_positions) {
  for (const Value& position : {Value{0.0}, Value{4.0}, Value{-1.0}, Value{1.5}, Value{1e300}, Value{"x"}, Value{}}) {
    EXPECT_EQ(result(Op::remove, {ref("steps"), literal(position)}), Value{steps});
    EXPECT_EQ(result(Op::replace, {ref("steps"), literal(position), literal("x")}), Value{steps});
    EXPECT_EQ(result(Op::move, {ref("steps"), literal(position), literal(1.0)}), Value{steps});
    EXPECT_EQ(result(Op::item, {ref("steps"), literal(position)}), Value{});
  }
}

TEST(Expression, is_total_without_arguments) {
  for (int op = 0; op <= static_cast<int>(Op::size); ++op) evaluate(apply(static_cast<Op>(op), {}), scope());
  EXPECT_EQ(result(Op::append, {}), Value{List{}});
  EXPECT_EQ(result(Op::size, {}), Value{0.0});
}

TEST(Expression, begins_a_list_with_a_name_that_was_never_set) {
  EXPECT_EQ(result(Op::append, {ref("nothing"), literal("a")}), Value{List{"a"}});
  EXPECT_EQ(result(Op::append, {literal("a"), literal("b")}), (Value{List{"a", "b"}}));
}

TEST(Expression, counts_and_renders) {
  EXPECT_EQ(result(Op::add, {ref("calm"), literal(1.0)}), Value{5.0});
  EXPECT_EQ(result(Op::size, {ref("steps")}), Value{3.0});
  EXPECT_EQ(evaluate({Op::text, {}, {}, 7, {}}, scope()), Value{"text 7"});
}

TEST(Condition, compares_what_is_meant) {
  EXPECT_TRUE(holds(Check::equals, {ref("calm"), literal("4")}));
  EXPECT_FALSE(holds(Check::equals, {ref("calm"), literal(5.0)}));
  EXPECT_TRUE(holds(Check::at_least, {ref("calm"), literal(4.0)}));
  EXPECT_FALSE(holds(Check::at_least, {ref("nothing"), literal(0.0)}));
  EXPECT_TRUE(holds(Check::count, {ref("steps"), literal(3.0)}));
  EXPECT_FALSE(holds(Check::count, {ref("steps"), literal(4.0)}));
  EXPECT_FALSE(holds(Check::known, {ref("nothing")}));
  EXPECT_TRUE(holds(Check::known, {ref("calm")}));
}

TEST(Condition, finds_an_item_or_the_words) {
  EXPECT_TRUE(holds(Check::contains, {ref("steps"), literal("Sitting close")}));
  EXPECT_FALSE(holds(Check::contains, {ref("steps"), literal("close")}));
  EXPECT_TRUE(holds(Check::contains, {literal("I am home alone."), literal("alone")}));
  EXPECT_FALSE(holds(Check::contains, {literal("I am home alone."), literal("one")}));
  EXPECT_FALSE(holds(Check::contains, {literal("anything"), literal("")}));
}

TEST(Condition, joins_others) {
  const Condition yes{Check::known, {}, {ref("calm")}}, no{Check::known, {}, {ref("nothing")}};
  EXPECT_TRUE(core::holds({Check::any, {no, yes}, {}}, scope()));
  EXPECT_FALSE(core::holds({Check::all, {no, yes}, {}}, scope()));
  EXPECT_TRUE(core::holds({Check::negation, {no}, {}}, scope()));
}

}  // namespace
}  // namespace core
