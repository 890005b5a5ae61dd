#include "content/yaml_builder.hpp"

#include <yaml-cpp/mark.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace content {
namespace {

Document::Mark at(const YAML::Mark& mark) { return {mark.line + 1, mark.column + 1}; }

void refuse_decorations(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
  if (anchor != 0) throw Refused{at(mark), "anchors (&name) are not taken; write it out"};
  // yaml-cpp's own marks for "plain" and "quoted".
  if (!tag.empty() && tag != "?" && tag != "!") throw Refused{at(mark), "tags (!name) are not taken"};
}

/// JSON's notation alone: "0112" is a phone number and "1e" a word.
std::optional<Json> as_number(const std::string& text) {
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  if (text.size() == first || text[first] < '0' || text[first] > '9') return std::nullopt;
  if (text[first] == '0' && text.size() > first + 1 && text[first + 1] != '.') return std::nullopt;
  const char* end = text.data() + text.size();
  std::int64_t whole = 0;
  if (std::from_chars(text.data(), end, whole).ptr == end) return Json(whole);
  double real = 0;
  if (std::from_chars(text.data(), end, real).ptr == end) return Json(real);
  return std::nullopt;
}

Json plain(const std::string& text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return as_number(text).value_or(Json(text));
}

}  // namespace

void YamlBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ > 1) throw Refused{at(mark), "a second document (---); one file is one document"};
}

void YamlBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  refuse_decorations(mark, {}, anchor);
  if (expects_key()) throw Refused{at(mark), "a key is missing here"};
  place(mark, nullptr);
}

void YamlBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  throw Refused{at(mark), "aliases (*name) are not taken; write it out, or put text that starts with * in quotes"};
}

void YamlBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  refuse_decorations(mark, tag, anchor);
  // Escapes ("\\0") get past the look at the file's bytes.
  if (std::ranges::any_of(value, [](char c) { return c >= 0 && c < ' ' && c != '\n'; }))
    throw Refused{at(mark), "a control character"};
  if (expects_key()) take_key(mark, value);
  else place(mark, tag == "!" ? Json(value) : plain(value));
}

void YamlBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value) {
  start(mark, tag, anchor, Json::array());
}

void YamlBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  start(mark, tag, anchor, Json::object());
  open_.back().at_key = true;
}

void YamlBuilder::start(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Json value) {
  refuse_decorations(mark, tag, anchor);
  if (expects_key()) throw Refused{at(mark), "a key is one word, not a list or a mapping"};
  if (open_.size() >= deepest_nesting) throw Refused{at(mark), "nested too deeply"};
  open_.push_back(place(mark, std::move(value)));
}

YamlBuilder::Open YamlBuilder::place(const YAML::Mark& mark, Json value) {
  Open placed{&document_.root, {}};
  if (open_.empty()) {
    document_.root = std::move(value);
  } else if (Open& parent = open_.back(); parent.value->is_array()) {
    placed.pointer = child(parent.pointer, parent.value->size());
    placed.value = &parent.value->emplace_back(std::move(value));
  } else {
    // Past the map's own look for a double, which would be quadratic; take_key has looked.
    auto& members = parent.value->get_ref<Json::object_t&>();
    placed.pointer = child(parent.pointer, parent.key);
    placed.value = &static_cast<Json::object_t::Container&>(members).emplace_back(parent.key, std::move(value)).second;
    parent.at_key = true;
  }
  document_.values.emplace(placed.pointer, at(mark));
  return placed;
}

void YamlBuilder::take_key(const YAML::Mark& mark, const std::string& key) {
  Open& parent = open_.back();
  if (key.empty() || key.size() > longest_key) throw Refused{at(mark), "a key has 1 to 200 bytes"};
  if (!document_.keys.emplace(child(parent.pointer, key), at(mark)).second)
    throw Refused{at(mark), "the key '" + key + "' stands twice"};
  parent.key = key;
  parent.at_key = false;
}

}  // namespace content
