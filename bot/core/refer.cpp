#include "core/refer.hpp"

#include <algorithm>

#include "core/speak.hpp"

namespace core {

namespace {

constexpr std::string_view everywhere = "*";

/// The words around the facts. Values are named as the texts of system/answers.yaml use them.
class Wording {
 public:
  Wording(const Content& content, std::string_view language) : content_(content), language_(language) {}

  std::string operator()(Line line, std::initializer_list<std::pair<std::string_view, std::string>> values = {}) const {
    const std::vector<TextId>& variants = content_.lines[static_cast<std::size_t>(line)];
    if (variants.empty()) return {};
    return content_.texts.text(variants[0], language_).render([&](std::string_view name) -> Value {
      for (const auto& [key, value] : values)
        if (key == name) return value;
      return {};
    });
  }

 private:
  const Content& content_;
  std::string_view language_;
};

std::string numbers(const Helpline& line) {
  std::string joined;
  for (const Phone& phone : line.phones) joined += (joined.empty() ? "" : " / ") + phone.display;
  return joined;
}

std::string hours(const Wording& wording, const Helpline& line) {
  if (line.always) return wording(Line::refer_any_hour);
  return line.hours.empty() ? std::string() : wording(Line::refer_hours, {{"hours", line.hours}});
}

/// One service on one line of text: its number, when it answers, and writing instead of speaking.
std::string described(const Wording& wording, const Helpline& line) {
  std::string text = line.name;
  std::string before = "no";  // whether another way to reach it stands before
  const auto add = [&](Line what, std::initializer_list<std::pair<std::string_view, std::string>> values) {
    text += wording(what, values);
    if (before == "no") text += hours(wording, line);  // they were looked up for the first way alone
    before = "yes";
  };
  if (!line.phones.empty()) add(Line::refer_line, {{"number", numbers(line)}});
  if (line.text)
    add(Line::refer_text, {{"before", before}, {"number", line.text->display},
                           {"keyword", line.text_keyword.empty() ? "none" : line.text_keyword}});
  if (!line.chat.empty()) add(Line::refer_chat, {{"before", before}, {"address", line.chat}});
  if (before == "no") add(Line::refer_web, {{"address", line.web}});
  return text;
}

bool answers_emergencies(const Helpline& line) { return std::ranges::find(line.kinds, "emergency") != line.kinds.end(); }

/// An emergency number was asked for, and the country's is not known here.
bool lacks_emergency(std::span<const std::string> kinds, const std::vector<const Helpline*>& lines) {
  return std::ranges::find(kinds, "emergency") != kinds.end() &&
         std::ranges::none_of(lines, [](const Helpline* line) { return answers_emergencies(*line); });
}

std::string refer_text(const Content& content, std::string_view language, std::string_view country,
                       std::span<const std::string> kinds, std::size_t most, TimePoint now) {
  const Wording wording(content, language);
  std::vector<const Helpline*> lines;
  if (country.empty()) return wording(Line::refer_unknown);
  lines = content.helplines.find(country, kinds, most);
  std::ranges::stable_partition(lines, [](const Helpline* line) { return line->country != everywhere; });
  if (lines.empty() || lines.front()->country == everywhere)
    return wording(Line::refer_none) + "\n" + wording(Line::refer_emergency);
  std::string text = wording(Line::refer_lead);
  for (const Helpline* line : lines) text += "\n" + described(wording, *line);
  if (lacks_emergency(kinds, lines)) text += "\n" + wording(Line::refer_emergency);
  if (std::ranges::any_of(lines, [&](const Helpline* line) { return stale(*line, now); }))
    text += "\n" + wording(Line::refer_stale);
  return text;
}

}  // namespace

void refer(Making& making, std::span<const std::string> kinds, std::size_t most) {
  const std::string country = as_text(making.lookup("person.country"));
  say(making, refer_text(making.content, making.language, country, kinds, most, making.now));
}

}  // namespace core
