#include "core/value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace core {
namespace {

std::string number_text(double number) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number + 0.0).ptr;  // + 0.0: no "-0"
  return {digits, end};
}

double text_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && std::isfinite(number) ? number : 0;
}

std::string list_text(const List& list) {
  std::string text;
  for (const std::string& item : list) {
    if (!text.empty()) text += ", ";
    text += item;
  }
  return text;
}

}  // namespace

const Value* Vars::find(std::string_view name) const {
  const auto found = std::ranges::find(entries_, name, &Entry::first);
  return found == entries_.end() ? nullptr : &found->second;
}

Value& Vars::operator[](std::string_view name) {
  const auto found = std::ranges::find(entries_, name, &Entry::first);
  if (found != entries_.end()) return found->second;
  return entries_.emplace_back(std::string(name), Value{}).second;
}

void Vars::erase(std::string_view name) {
  std::erase_if(entries_, [name](const Entry& entry) { return entry.first == name; });
}

std::string as_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<double>(&value)) return number_text(*number);
  if (const auto* list = std::get_if<List>(&value)) return list_text(*list);
  return {};
}

std::string as_numbered(const Value& value) {
  const auto* list = std::get_if<List>(&value);
  if (!list || list->size() == 1) return as_text(value);
  std::string text;
  for (std::size_t i = 0; i < list->size(); ++i)
    text += (i ? "\n" : "") + std::to_string(i + 1) + " " + (*list)[i];
  return text;
}

double as_number(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return text_number(*text);
  return 0;
}

std::size_t count(const Value& value) {
  if (const auto* list = std::get_if<List>(&value)) return list->size();
  if (const auto* text = std::get_if<std::string>(&value)) return text->empty() ? 0 : 1;
  return std::holds_alternative<double>(value) ? 1 : 0;
}

}  // namespace core
