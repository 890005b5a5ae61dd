#include "core/expression.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"

namespace core {
namespace {

using Op = Expression::Op;

Value argument(const Expression& expression, std::size_t index, const Scope& scope) {
  return index < expression.args.size() ? evaluate(expression.args[index], scope) : Value{};
}

/// A single text or number is a list of one, so that a list may begin as a plain answer.
List as_list(Value value) {
  if (auto* list = std::get_if<List>(&value)) return std::move(*list);
  return count(value) == 0 ? List{} : List{as_text(value)};
}

/// The index that a position means in a list of `size`; `size` when it lies outside.
std::size_t index_of(const Value& position, std::size_t size) {
  const double number = as_number(position);
  const bool inside = number >= 1 && number <= static_cast<double>(size) && number == std::floor(number);
  return inside ? static_cast<std::size_t>(number) - 1 : size;
}

auto at(List& list, std::size_t index) { return list.begin() + static_cast<std::ptrdiff_t>(index); }

void insert(List& list, const Value& position, const Value& item) {
  const std::size_t index = index_of(position, list.size() + 1);
  if (index <= list.size() && count(item) > 0) list.insert(at(list, index), as_text(item));
}

void replace(List& list, const Value& position, const Value& item) {
  const std::size_t index = index_of(position, list.size());
  if (index < list.size() && count(item) > 0) list[index] = as_text(item);
}

void remove(List& list, const Value& position) {
  const std::size_t index = index_of(position, list.size());
  if (index < list.size()) list.erase(at(list, index));
}

void move(List& list, const Value& from, const Value& to) {
  const std::size_t a = index_of(from, list.size()), b = index_of(to, list.size());
  if (a == list.size() || b == list.size()) return;
  if (a < b) std::rotate(at(list, a), at(list, a + 1), at(list, b + 1));
  else std::rotate(at(list, b), at(list, a), at(list, a + 1));
}

Value changed(const Expression& expression, const Scope& scope) {
  List list = as_list(argument(expression, 0, scope));
  const Value second = argument(expression, 1, scope), third = argument(expression, 2, scope);
  switch (expression.op) {
    case Op::append: insert(list, static_cast<double>(list.size() + 1), second); break;
    case Op::insert: insert(list, second, third); break;
    case Op::replace: replace(list, second, third); break;
    case Op::remove: remove(list, second); break;
    default: move(list, second, third);
  }
  return list;
}

Value item(const Expression& expression, const Scope& scope) {
  List list = as_list(argument(expression, 0, scope));
  const std::size_t index = index_of(argument(expression, 1, scope), list.size());
  return index < list.size() ? Value{std::move(list[index])} : Value{};
}

Value sum(const Expression& expression, const Scope& scope) {
  double total = 0;
  for (const Expression& part : expression.args) total += as_number(evaluate(part, scope));
  return total;
}

bool same(const Value& a, const Value& b) {
  return a.index() == b.index() ? a == b : as_text(a) == as_text(b);  // 3 is "3"
}

bool at_least(const Value& a, const Value& b) {
  return count(a) > 0 && count(b) > 0 && as_number(a) >= as_number(b);
}

bool contains(const Value& whole, const Value& part) {
  const std::string wanted = fold(as_text(part));
  if (wanted.empty()) return count(part) > 0 && as_text(whole) == as_text(part);  // signs and emoji alone
  if (const auto* list = std::get_if<List>(&whole)) {
    return std::ranges::any_of(*list, [&](const std::string& one) { return fold(one) == wanted; });
  }
  return holds_phrase(fold(as_text(whole)), wanted);
}

}  // namespace

Value evaluate(const Expression& expression, const Scope& scope) {
  switch (expression.op) {
    case Op::literal: return expression.value;
    case Op::ref: return scope.lookup(expression.name);
    case Op::text: return scope.render(expression.text);
    case Op::add: return sum(expression, scope);
    case Op::item: return item(expression, scope);
    case Op::size: return static_cast<double>(count(argument(expression, 0, scope)));
    default: return changed(expression, scope);
  }
}

bool holds(const Condition& condition, const Scope& scope) {
  const auto part_holds = [&](const Condition& part) { return holds(part, scope); };
  const auto operand = [&](std::size_t index) {
    return index < condition.operands.size() ? evaluate(condition.operands[index], scope) : Value{};
  };
  switch (condition.op) {
    case Condition::Op::all: return std::ranges::all_of(condition.parts, part_holds);
    case Condition::Op::any: return std::ranges::any_of(condition.parts, part_holds);
    case Condition::Op::negation: return std::ranges::none_of(condition.parts, part_holds);
    case Condition::Op::equals: return same(operand(0), operand(1));
    case Condition::Op::at_least: return at_least(operand(0), operand(1));
    case Condition::Op::contains: return contains(operand(0), operand(1));
    case Condition::Op::count: return static_cast<double>(count(operand(0))) >= as_number(operand(1));
    case Condition::Op::known: return count(operand(0)) > 0;
  }
  return false;
}

}  // namespace core
