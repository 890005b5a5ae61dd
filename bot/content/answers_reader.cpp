#include "content/answers_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "content/element.hpp"

namespace content {
namespace {

using core::Line;

Role role_of(Line line) {
  if (line >= Line::collect_done && line <= Line::no) return Role::label;
  if (line == Line::quiet_name) return Role::label;
  if (line >= Line::refer_line && line <= Line::refer_any_hour) return Role::value;  // pieces of one
  return Role::message;
}

std::vector<core::TextId> variants(const Document& document, Draft& draft, const Element& texts, Line line) {
  std::vector<core::TextId> ids;
  const auto add = [&](const Element& text) {
    ids.push_back(draft.add(fmt::format("answers//{}.{}", core::name(line), ids.size() + 1), text.text(),
                            {role_of(line), document.value_place(text.pointer), {}, {}}));
  };
  if (texts.json.is_string()) add(texts);
  else
    for (std::size_t i = 0; i < texts.json.size(); ++i) add(texts[i]);
  return ids;
}

void check_names(const Document& document, Draft& draft, const Element& lines) {
  for (const auto& [name, texts] : lines.json.items()) {
    bool known = false;
    for (std::size_t i = 0; i < core::line_count; ++i) known = known || core::name(static_cast<Line>(i)) == name;
    if (!known) draft.report(Code::schema, document.place(child(lines.pointer, name)), fmt::format("unknown key '{}'", name));
  }
}

}  // namespace

void read_answers(const Document& document, Draft& draft) {
  const Element lines{document.root.at("lines"), "/lines"};
  check_names(document, draft, lines);
  for (std::size_t i = 0; i < core::line_count; ++i) {
    const auto line = static_cast<Line>(i);
    const std::string name(core::name(line));
    if (lines.has(name)) draft.content.lines[i] = variants(document, draft, lines[name], line);
    else draft.report(Code::missing_answer, document.place(lines.pointer), fmt::format("needs a text for '{}'", name));
  }
}

}  // namespace content
