#include "commands/helplines.hpp"

#include <algorithm>
#include <iostream>

#include <fmt/ostream.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "commands/folders.hpp"
#include "commands/trouble.hpp"

namespace commands {
namespace {

std::vector<std::string> known_kinds(const core::Helplines& lines) {
  std::vector<std::string> kinds;
  for (const auto& line : lines.all())
    for (const auto& kind : line.kinds)
      if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
  return kinds;
}

std::vector<std::string> wanted_kinds(const core::Helplines& lines, const std::string& kind) {
  auto known = known_kinds(lines);
  if (kind.empty()) return known;
  if (std::ranges::find(known, kind) == known.end())
    throw Trouble(fmt::format("There is no kind {}; there are {}.", kind, fmt::join(known, ", ")));
  return {kind};
}

std::string country_code(const core::Helplines& lines, const std::string& written) {
  const auto* country = lines.by_code(written);
  if (!country) country = lines.country(written);
  if (!country) throw Trouble(fmt::format("{} is no country that is known here; give its code, such as GB.", written));
  return country->code;
}

nlohmann::ordered_json as_json(const core::Phone& phone) { return {{"dial", phone.dial}, {"display", phone.display}}; }

nlohmann::ordered_json as_json(const core::Helpline& line) {
  nlohmann::ordered_json object{{"id", line.id}, {"country", line.country}, {"name", line.name}, {"kinds", line.kinds}};
  object["phones"] = nlohmann::ordered_json::array();
  for (const auto& phone : line.phones) object["phones"].push_back(as_json(phone));
  object["text"] = line.text ? as_json(*line.text) : nlohmann::ordered_json();
  object.update({{"keyword", line.text_keyword}, {"chat", line.chat}, {"web", line.web}, {"always", line.always},
                 {"hours", line.hours}, {"languages", line.languages}, {"source", line.source},
                 {"verified_at", line.verified_at}});
  return object;
}

void print(std::ostream& out, const core::Helpline& line) {
  fmt::print(out, "{} ({}): {}\n", line.name, line.country, fmt::join(line.kinds, ", "));
  for (const auto& phone : line.phones) fmt::print(out, "  phone     {}\n", phone.display);
  if (line.text) fmt::print(out, "  text      {} {}\n", line.text->display, line.text_keyword);
  if (!line.chat.empty()) fmt::print(out, "  chat      {}\n", line.chat);
  if (!line.web.empty()) fmt::print(out, "  web       {}\n", line.web);
  fmt::print(out, "  hours     {}\n", line.always ? "any hour" : line.hours.empty() ? "not known" : line.hours);
  fmt::print(out, "  source    {}\n  looked at {}\n", line.source, line.verified_at.empty() ? "not known when" : line.verified_at);
}

void print_json(std::ostream& out, const std::vector<const core::Helpline*>& found) {
  auto all = nlohmann::ordered_json::array();
  for (const auto* line : found) all.push_back(as_json(*line));
  out << all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

}  // namespace

int helplines(const HelplinesOptions& options) {
  const auto content = load_content(options.flows);
  const auto& lines = content->helplines;
  const auto found = lines.find(country_code(lines, options.country), wanted_kinds(lines, options.kind), lines.all().size());
  if (options.json) print_json(std::cout, found);
  else for (const auto* line : found) print(std::cout, *line);
  if (found.empty()) std::cerr << "mooring: nothing of that kind is known for that country; the bot names the emergency number's general advice.\n";
  return found.empty() ? 1 : 0;
}

}  // namespace commands
