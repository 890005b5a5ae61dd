#include "content/question_reader.hpp"

#include <array>

#include "content/expression_reader.hpp"

namespace content {
namespace {

core::Choice read_choice(Reading& reading, const Element& choice, const std::string& id, core::TextId label) {
  reading.mark(choice, id);
  core::Choice made;
  made.id = id;
  made.label = choice.has("label") ? reading.text(choice["label"], id, Role::label) : label;
  if (choice.has("also")) made.also = reading.text(choice["also"], id + ".also", Role::words);
  made.next = reading.optional_target(choice, "next");
  if (choice.has("when")) made.when = read_condition(reading, choice["when"]);
  if (choice.has("set")) made.set = read_assignments(reading, choice["set"], id + ".set.");
  return made;
}

core::Choice read_yes_or_no(Reading& reading, const Element& choice, const std::string& id, core::Line line) {
  const auto& labels = reading.content().lines[static_cast<std::size_t>(line)];
  const core::TextId label = labels.empty() ? core::no_text : labels.front();
  if (choice.json.is_object()) return read_choice(reading, choice, id, label);
  reading.mark(choice, id);
  core::Choice made;
  made.id = id;
  made.label = label;
  made.next = reading.target(choice);
  return made;
}

std::vector<core::Choice> read_choices(Reading& reading, const Element& node) {
  std::vector<core::Choice> made;
  if (node.has("choices")) {
    const Element choices = node["choices"];
    for (const auto& [id, choice] : choices.json.items()) {
      reading.check_id(choices[id], id);
      made.push_back(read_choice(reading, choices[id], id, core::no_text));
    }
  } else if (node.has("yes_no")) {
    const Element both = node["yes_no"];
    made.push_back(read_yes_or_no(reading, both["yes"], "yes", core::Line::yes));
    made.push_back(read_yes_or_no(reading, both["no"], "no", core::Line::no));
  }
  return made;
}

core::NumberAnswer read_number(Reading& reading, const Element& number) {
  core::NumberAnswer made{number["into"].text(), number["from"].json.get<double>(), number["to"].json.get<double>()};
  if (made.min >= made.max) reading.refuse(number, Code::schema, "'from' is not below 'to'");
  return made;
}

core::Collect read_collect(Reading& reading, const Element& collect) {
  core::Collect made{collect["into"].text(), collect["from"].json.get<std::size_t>(),
                     collect["to"].json.get<std::size_t>(), core::no_text};
  if (made.from > made.to) reading.refuse(collect, Code::schema, "'from' is above 'to'");
  if (collect.has("more")) made.more = reading.text(collect["more"], "more", Role::message);
  return made;
}

core::Answer read_answer(Reading& reading, const Element& node) {
  if (node.has("text")) return core::FreeText{node["text"]["into"].text()};
  if (node.has("number")) return read_number(reading, node["number"]);
  if (node.has("collect")) return read_collect(reading, node["collect"]);
  if (node.has("country")) return core::CountryAnswer{node["country"]["into"].text()};
  if (!node.has("pick")) return {};
  const Element pick = node["pick"];
  return core::Pick{read_value(reading, pick["from"], "from"), pick["into"].text()};
}

void check_answer_keys(Reading& reading, const Element& node) {
  static constexpr std::array<std::string_view, 5> kinds = {"text", "number", "collect", "country", "pick"};
  const auto given = std::ranges::count_if(kinds, [&](std::string_view kind) { return node.has(kind); });
  if (given > 1) reading.refuse(node, Code::schema, "one of text, number, collect, country and pick, not several");
  if (node.has("choices") && node.has("yes_no")) reading.refuse(node, Code::schema, "choices or yes_no, not both");
  if (given == 0 && !node.has("choices") && !node.has("yes_no"))
    reading.refuse(node, Code::schema, "takes no answer: needs choices, yes_no, text, number, collect, country or pick");
  if (node.has("examples") && !node.has("text") && !node.has("collect"))
    reading.refuse(node["examples"], Code::schema, "examples go with text or collect");
}

}  // namespace

core::Ask read_question(Reading& reading, const Element& node) {
  check_answer_keys(reading, node);
  core::Ask made;
  made.text = reading.texts(node["ask"], "ask", Role::message, false);
  made.answer = read_answer(reading, node);
  made.choices = read_choices(reading, node);
  if (node.has("examples")) made.examples = reading.texts(node["examples"], "example", Role::label, true);
  if (node.has("retry")) made.retry = reading.texts(node["retry"], "retry", Role::message, true);
  made.skip = reading.optional_target(node, "skip");
  if (node.has("timeout")) {
    const Element timeout = node["timeout"];
    made.timeout = core::Timeout{read_duration(reading, timeout["after"]), reading.target(timeout["next"])};
  }
  return made;
}

}  // namespace content
