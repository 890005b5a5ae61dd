#include "content/reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "content/duration.hpp"

namespace content {

core::NodeIndex Reading::target(const Element& name) {
  const core::NodeIndex index = flow_.find(name.text());
  if (index == core::no_node)
    refuse(name, Code::unknown_target, fmt::format("there is no node '{}' in this flow", name.text()));
  return index;
}

core::NodeIndex Reading::optional_target(const Element& parent, std::string_view key) {
  return parent.has(key) ? target(parent[key]) : core::no_node;
}

core::TextId Reading::text(const Element& text, std::string_view field, Role role) {
  return draft_.add(fmt::format("{}/{}/{}", flow_.id, node_, field), text.text(),
                    {role, document_.value_place(text.pointer), flow_.id, node_});
}

std::vector<core::TextId> Reading::texts(const Element& texts, std::string_view field, Role role, bool numbered) {
  const auto context = [&](std::size_t i) { return numbered ? fmt::format("{}.{}", field, i + 1) : std::string(field); };
  if (texts.json.is_string()) return {text(texts, context(0), role)};
  std::vector<core::TextId> ids;
  for (std::size_t i = 0; i < texts.json.size(); ++i) ids.push_back(text(texts[i], context(i), role));
  return ids;
}

void Reading::uses(const Element& where, std::string_view variable) {
  draft_.variables.push_back({flow_.id, std::string(variable), document_.value_place(where.pointer)});
}

void Reading::calls(const Element& where) {
  draft_.calls.push_back({flow_.id, where.text(), document_.value_place(where.pointer)});
}

void Reading::refuse(const Element& where, Code code, std::string message) {
  draft_.report(code, document_.value_place(where.pointer), std::move(message));
}

void Reading::mark(const Element& where, std::string_view choice) {
  draft_.places.emplace(fmt::format("{}/{}/{}", flow_.id, node_, choice), document_.place(where.pointer));
}

void Reading::check_id(const Element& where, std::string_view id) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  if (id.empty() || id.front() == '-' || id.back() == '-' || !std::ranges::all_of(id, fits))
    draft_.report(Code::id, document_.place(where.pointer), fmt::format("'{}' is not lower-case words with hyphens", id));
}

core::Duration read_duration(Reading& reading, const Element& written) {
  const auto read = duration(written.text());
  if (!read) reading.refuse(written, Code::schema, fmt::format("'{}' is no time like 4s, 2m, 1h or 1d", written.text()));
  return read.value_or(core::Duration{});
}

}  // namespace content
