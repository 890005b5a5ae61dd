#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "core/value.hpp"

namespace core {

/// Index of a sentence in the Catalogue.
using TextId = std::uint32_t;
inline constexpr TextId no_text = ~TextId{0};

/// Conditions and assignments are data, so that a linter can walk them. A tree of these is evaluated
/// against whatever knows the names ($calm, $person.country, $kept.ladder).
struct Expression {
  enum class Op : std::uint8_t {
    literal,  // value
    ref,      // name, without the $
    text,     // a translatable sentence, rendered
    add,      // numbers
    append,   // list, item
    insert,   // list, position, item        positions count from 1
    replace,  // list, position, item
    remove,   // list, position
    move,     // list, from, to
    item,     // list, position
    size      // list -> number
  };
  Op op = Op::literal;
  Value value;
  std::string name;
  TextId text = no_text;
  std::vector<Expression> args;
};

struct Condition {
  enum class Op : std::uint8_t { all, any, negation, equals, at_least, contains, count, known };
  Op op = Op::all;
  std::vector<Condition> parts;     // all, any, negation
  std::vector<Expression> operands;  // the rest: two, or one for known
};

struct Assignment {
  std::string name;  // "steps", "person.country"
  Expression value;
};

/// What an expression is evaluated against. Both must outlive the call.
struct Scope {
  std::function<Value(std::string_view)> lookup;
  std::function<std::string(TextId)> render;
};

/// Total: a position outside the list, or a name that is not known, gives the list unchanged or nothing.
Value evaluate(const Expression& expression, const Scope& scope);
bool holds(const Condition& condition, const Scope& scope);

}  // namespace core
