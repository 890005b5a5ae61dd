#include "content/helplines_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "content/country_names.hpp"
#include "content/element.hpp"

namespace content {
namespace {

std::string text_or_nothing(const Element& entry, std::string_view key) {
  return entry.has(key) ? entry[key].text() : std::string{};
}

std::vector<std::string> texts(const Element& entry, std::string_view key) {
  return entry.has(key) ? entry[key].json.get<std::vector<std::string>>() : std::vector<std::string>{};
}

bool flag(const Element& entry, std::string_view key) { return entry.has(key) && entry[key].json.get<bool>(); }

/// "133 (police)": what a number is for is part of how it is shown.
core::Phone phone(const Element& entry) {
  const std::string use = text_or_nothing(entry, "for");
  return {entry["dial"].text(), entry["display"].text() + (use.empty() ? "" : " (" + use + ")")};
}

core::Helpline helpline(const Element& entry) {
  core::Helpline line{entry["id"].text(), entry["country"].text(), entry["name"].text(), texts(entry, "kinds"), {}, {},
                      text_or_nothing(entry, "keyword"), text_or_nothing(entry, "chat"), text_or_nothing(entry, "web"),
                      flag(entry, "always"), text_or_nothing(entry, "hours"), texts(entry, "languages"),
                      entry["source"].text(), text_or_nothing(entry, "verified_at")};
  if (entry.has("text")) line.text = phone(entry["text"]);
  if (!entry.has("phones")) return line;
  for (std::size_t i = 0; i < entry["phones"].json.size(); ++i) line.phones.push_back(phone(entry["phones"][i]));
  return line;
}

/// A + and 7 to 15 figures (ITU-T E.164), or up to 6 figures, * and # of a short code.
bool can_be_dialled(std::string_view dial) {
  const bool international = dial.starts_with('+');
  const std::string_view figures = dial.substr(international ? 1 : 0);
  const bool plain = figures.find_first_not_of(international ? "0123456789" : "0123456789*#") == std::string_view::npos;
  return plain && (international ? figures.size() >= 7 && figures.size() <= 15 && figures[0] != '0'
                                 : figures.size() >= 2 && figures.size() <= 6);
}

/// Reads entry by entry, and says where one can't be trusted.
class Reader {
 public:
  Reader(const Document& document, Diagnostics& found) : document_(document), found_(found) {}

  std::vector<core::Country> countries() {
    const Element list = Element{document_.root, ""}["countries"];
    std::vector<core::Country> countries;
    for (std::size_t i = 0; i < list.json.size(); ++i) {
      const Element entry = list[i];
      countries.push_back({entry["code"].text(), texts(entry, "names"), flag(entry, "eu")});
      if (!codes_.insert(countries.back().code).second) report(entry, "code", Code::id, "stands twice");
    }
    return countries;
  }

  std::vector<core::Helpline> lines() {
    const Element list = Element{document_.root, ""}["lines"];
    std::vector<core::Helpline> lines;
    for (std::size_t i = 0; i < list.json.size(); ++i) {
      core::Helpline line = helpline(list[i]);
      if (fits(list[i], line)) lines.push_back(std::move(line));
    }
    return lines;
  }

 private:
  bool fits(const Element& entry, const core::Helpline& line) {
    const std::size_t before = found_.size();
    if (!ids_.insert(line.id).second) report(entry, "id", Code::id, "stands twice");
    if (!codes_.contains(line.country)) report(entry, "country", Code::schema, "is none of the countries above, EU or *");
    for (const core::Phone& one : line.phones) check(entry, "phones", one);
    if (line.text) check(entry, "text", *line.text);
    for (const char* key : {"chat", "web"}) {
      if (entry.has(key) && !entry[key].text().starts_with("http")) report(entry, key, Code::schema, "needs the whole address");
    }
    if (!line.verified_at.empty() && !core::last_day(line.verified_at))
      report(entry, "verified_at", Code::stale_source, "is no date like 2026-11-22, 2026-11 or 2026");
    if (line.phones.empty() && !line.text && line.chat.empty() && line.web.empty())
      report(entry, "id", Code::schema, "can't be reached: no phone, text, chat or web");
    return found_.size() == before;
  }

  void check(const Element& entry, std::string_view key, const core::Phone& phone) {
    if (!can_be_dialled(phone.dial)) report(entry, key, Code::schema, fmt::format("can't be dialled: {}", phone.dial));
  }

  void report(const Element& entry, std::string_view key, Code code, std::string_view what) {
    found_.push_back({code, Severity::error, document_.place(child(entry.pointer, key)), fmt::format("{}: {}", key, what)});
  }

  const Document& document_;
  Diagnostics& found_;
  std::set<std::string> codes_{"EU", "*"}, ids_;
};

}  // namespace

core::Helplines read_helplines(const Document& document, std::span<const std::string> languages, Diagnostics& found) {
  Reader reader(document, found);
  std::vector<core::Country> countries = reader.countries();
  return {reader.lines(), with_all_countries(std::move(countries), languages)};
}

}  // namespace content
