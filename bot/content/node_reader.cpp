#include "content/node_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "content/expression_reader.hpp"
#include "content/question_reader.hpp"

namespace content {
namespace {

using Kind = decltype(core::Node::kind);

Kind read_branch(Reading& reading, const Element& branch) {
  core::Branch made;
  for (std::size_t i = 0; i < branch.json.size(); ++i) {
    const Element arm = branch[i];
    made.arms.push_back({read_condition(reading, arm["when"]), reading.target(arm["next"])});
  }
  return made;
}

Kind read_call(Reading& reading, const Element& node) {
  reading.calls(node["call"]);
  core::Call made{node["call"].text(), {}, {}};
  if (node.has("with")) made.with = read_assignments(reading, node["with"], "");
  if (node.has("returns"))
    for (const auto& [ours, theirs] : node["returns"].json.items()) made.returns.push_back({ours, theirs.get<std::string>()});
  return made;
}

Kind read_pace(Reading& reading, const Element& pace) {
  core::Pace made;
  const Element lines = pace["lines"];
  for (std::size_t i = 0; i < lines.json.size(); ++i)
    made.lines.push_back({reading.text(lines[i]["say"], fmt::format("line.{}", i + 1), Role::message),
                          read_duration(reading, lines[i]["wait"])});
  if (pace.has("times")) made.times = pace["times"].json.get<std::size_t>();
  return made;
}

Kind read_keep(Reading& reading, const Element& node) {
  if (!node.has("as") || !node.has("title")) {
    reading.refuse(node, Code::schema, node.has("as") ? "needs 'title'" : "needs 'as'");
    return core::Keep{};
  }
  return core::Keep{read_value(reading, node["as"], "as"), reading.text(node["title"], "title", Role::title),
                    read_value(reading, node["keep"], "keep")};
}

Kind read_remind(Reading& reading, const Element& days) {
  if (days.json == "never") return core::Remind{};
  return core::Remind{read_value(reading, days, "remind")};
}

Kind read_refer(Reading&, const Element& node) {
  core::Refer made{node["refer"].json.get<std::vector<std::string>>()};
  if (node.has("most")) made.most = node["most"].json.get<std::size_t>();
  return made;
}

Kind read_act(Reading& reading, const Element& deed) {
  if (!reading.flow().system) reading.refuse(deed, Code::act_outside_system, "'act' is for the bot's own flows");
  static constexpr std::array<std::pair<std::string_view, core::Deed>, 6> deeds = {{{"forget", core::Deed::forget},
                                                                                    {"tell", core::Deed::tell},
                                                                                    {"resume", core::Deed::resume},
                                                                                    {"drop", core::Deed::drop},
                                                                                    {"leave", core::Deed::leave},
                                                                                    {"rest", core::Deed::rest}}};
  return core::Act{std::ranges::find(deeds, deed.text(), [](const auto& each) { return each.first; })->second};
}

/// A kind of node, how it is read, and the keys that go with it.
struct Reader {
  std::string_view key;
  Kind (*read)(Reading&, const Element& node);
  std::string_view goes_with;  // words between spaces
};

constexpr std::array<Reader, 12> readers = {{
    {"say", [](Reading& r, const Element& n) -> Kind { return core::Say{r.texts(n["say"], "say", Role::message, false)}; },
     " next "},
    {"ask", [](Reading& r, const Element& n) -> Kind { return read_question(r, n); },
     " choices yes_no text number collect pick country examples retry skip timeout next "},
    {"branch", [](Reading& r, const Element& n) -> Kind { return read_branch(r, n["branch"]); }, " next "},
    {"set", [](Reading& r, const Element& n) -> Kind { return core::Set{read_assignments(r, n["set"], "")}; }, " next "},
    {"call", [](Reading& r, const Element& n) -> Kind { return read_call(r, n); }, " with returns next "},
    {"pace", [](Reading& r, const Element& n) -> Kind { return read_pace(r, n["pace"]); }, " next "},
    {"keep", [](Reading& r, const Element& n) -> Kind { return read_keep(r, n); }, " as title next "},
    {"drop", [](Reading& r, const Element& n) -> Kind { return core::Keep{read_value(r, n["drop"], "drop"), core::no_text, {}}; }, " next "},
    {"remind", [](Reading& r, const Element& n) -> Kind { return read_remind(r, n["remind"]); }, " next "},
    {"refer", [](Reading& r, const Element& n) -> Kind { return read_refer(r, n); }, " most next "},
    {"act", [](Reading& r, const Element& n) -> Kind { return read_act(r, n["act"]); }, " next "},
    {"end", [](Reading&, const Element&) -> Kind { return core::End{}; }, ""},
}};

const Reader* reader_of(Reading& reading, const Element& node) {
  std::vector<const Reader*> found;
  for (const Reader& reader : readers)
    if (node.has(reader.key)) found.push_back(&reader);
  if (found.size() == 1) return found[0];
  std::vector<std::string_view> keys;
  std::ranges::transform(found, std::back_inserter(keys), &Reader::key);
  if (keys.empty()) reading.refuse(node, Code::schema, "does nothing: needs say, ask, branch, set, call, pace, keep, …");
  else reading.refuse(node, Code::schema, fmt::format("does several things: {}", fmt::join(keys, ", ")));
  return nullptr;
}

void check_other_keys(Reading& reading, const Element& node, const Reader& reader) {
  for (const auto& [key, value] : node.json.items()) {
    if (key == reader.key || reader.goes_with.find(' ' + key + ' ') != std::string_view::npos) continue;
    reading.refuse(node[key], Code::schema, fmt::format("'{}' doesn't go with '{}'", key, reader.key));
  }
}

}  // namespace

core::Node read_node(Reading& reading, const Element& node, const std::string& id) {
  reading.enter(id);
  core::Node made{id, core::End{}, reading.optional_target(node, "next")};
  if (const Reader* reader = reader_of(reading, node)) {
    check_other_keys(reading, node, *reader);
    made.kind = reader->read(reading, node);
  }
  return made;
}

}  // namespace content
