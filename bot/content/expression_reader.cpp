#include "content/expression_reader.hpp"

#include <array>
#include <utility>

namespace content {
namespace {

using Op = core::Expression::Op;

Op operation(std::string_view key) {
  static constexpr std::array<std::pair<std::string_view, Op>, 8> operations = {{{"add", Op::add},
                                                                                 {"append", Op::append},
                                                                                 {"insert", Op::insert},
                                                                                 {"replace", Op::replace},
                                                                                 {"remove", Op::remove},
                                                                                 {"move", Op::move},
                                                                                 {"item", Op::item},
                                                                                 {"size", Op::size}}};
  for (const auto& [name, op] : operations)
    if (name == key) return op;
  return Op::text;
}

core::Condition::Op comparison(std::string_view key) {
  using COp = core::Condition::Op;
  static constexpr std::array<std::pair<std::string_view, COp>, 8> comparisons = {{{"all", COp::all},
                                                                                   {"any", COp::any},
                                                                                   {"not", COp::negation},
                                                                                   {"equals", COp::equals},
                                                                                   {"at_least", COp::at_least},
                                                                                   {"contains", COp::contains},
                                                                                   {"count", COp::count},
                                                                                   {"known", COp::known}}};
  for (const auto& [name, op] : comparisons)
    if (name == key) return op;
  return COp::all;
}

core::Expression literal(core::Value value) {
  core::Expression made;
  made.value = std::move(value);
  return made;
}

core::Expression reference(Reading& reading, const Element& value) {
  core::Expression made;
  made.op = Op::ref;
  made.name = value.text().substr(1);
  reading.uses(value, made.name);
  return made;
}

/// A list that is written out is of plain words: nothing in it is looked up.
core::Expression list(Reading& reading, const Element& value) {
  core::List items;
  for (std::size_t i = 0; i < value.json.size(); ++i) {
    if (value.json[i].is_string()) items.push_back(value[i].text());
    else reading.refuse(value[i], Code::schema, "a list that is written out holds words only");
  }
  return literal(std::move(items));
}

core::Expression operation(Reading& reading, const Element& value, std::string_view field) {
  const std::string key = value.json.begin().key();
  core::Expression made;
  made.op = operation(key);
  const Element operands = value[key];
  if (made.op == Op::text) made.text = reading.text(operands, field, Role::value);
  else if (made.op == Op::size) made.args.push_back(read_value(reading, operands, field));
  else
    for (std::size_t i = 0; i < operands.json.size(); ++i) made.args.push_back(read_value(reading, operands[i], field));
  return made;
}

}  // namespace

core::Expression read_value(Reading& reading, const Element& value, std::string_view field) {
  if (value.json.is_object()) return operation(reading, value, field);
  if (value.json.is_array()) return list(reading, value);
  if (value.json.is_number()) return literal(value.json.get<double>());
  if (value.json.is_null()) return literal({});
  if (value.text().starts_with('$')) return reference(reading, value);
  return literal(value.text());
}

core::Condition read_condition(Reading& reading, const Element& condition) {
  const std::string key = condition.json.begin().key();
  const Element rest = condition[key];
  core::Condition made;
  made.op = comparison(key);
  if (key == "not") made.parts.push_back(read_condition(reading, rest));
  else if (key == "known") made.operands.push_back(read_value(reading, rest, "when"));
  else
    for (std::size_t i = 0; i < rest.json.size(); ++i) {
      if (key == "all" || key == "any") made.parts.push_back(read_condition(reading, rest[i]));
      else made.operands.push_back(read_value(reading, rest[i], "when"));
    }
  return made;
}

std::vector<core::Assignment> read_assignments(Reading& reading, const Element& assignments, std::string_view prefix) {
  std::vector<core::Assignment> made;
  for (const auto& [name, value] : assignments.json.items())
    made.push_back({name, read_value(reading, assignments[name], std::string(prefix) + name)});
  return made;
}

}  // namespace content
