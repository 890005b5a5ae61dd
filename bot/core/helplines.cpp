#include "core/helplines.hpp"

#include <algorithm>
#include <charconv>

#include "core/text.hpp"

namespace core {
namespace {

using Lines = std::vector<const Helpline*>;

bool contains(const auto& list, const auto& item) { return std::ranges::find(list, item) != list.end(); }

Lines of_kind(std::span<const Helpline> all, std::string_view country, std::string_view kind) {
  Lines found;
  for (const Helpline& line : all) {
    if (line.country == country && contains(line.kinds, kind)) found.push_back(&line);
  }
  std::ranges::stable_partition(found, [](const Helpline* line) { return line->always; });
  return found;
}

std::optional<unsigned> number(std::string_view digits) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return {};
  return value;
}

constexpr std::size_t shortest_for_slips = 5;    // "iran" and "iraq" are no slips of each other
constexpr std::size_t shortest_in_a_sentence = 3;  // "us" is in too many

struct Finding { std::string_view name; std::size_t country; };

/// The country that all findings agree on. A name within a longer one counts for nothing: "ireland" in "northern
/// ireland".
std::optional<std::size_t> agreed(std::vector<Finding> findings) {
  std::erase_if(findings, [copy = findings](const Finding& one) {
    return std::ranges::any_of(copy, [&](const Finding& other) {
      return other.name.size() > one.name.size() && holds_phrase(other.name, one.name);
    });
  });
  const auto same = [&](const Finding& one) { return one.country == findings.front().country; };
  if (findings.empty() || !std::ranges::all_of(findings, same)) return {};
  return findings.front().country;
}

}  // namespace

Helplines::Helplines(std::vector<Helpline> lines, std::vector<Country> countries)
    : lines_(std::move(lines)), countries_(std::move(countries)) {
  for (std::size_t i = 0; i < countries_.size(); ++i) {
    for (const std::string& name : countries_[i].names) by_name_.emplace(fold(name), i);
  }
}

std::vector<const Helpline*> Helplines::find(std::string_view country, std::span<const std::string> kinds,
                                             std::size_t most) const {
  const Country* known = by_code(country);
  Lines ranked, chosen;
  const auto choose = [&](const Helpline* line) {
    if (chosen.size() < most && !contains(chosen, line)) chosen.push_back(line);
  };
  for (const std::string& kind : kinds) {
    Lines found = of_kind(lines_, country, kind);
    if (found.empty() && known != nullptr && known->in_eu) found = of_kind(lines_, "EU", kind);
    if (found.empty()) found = of_kind(lines_, "*", kind);
    if (!found.empty()) choose(found.front());  // before any kind has a second one
    for (const Helpline* line : found) {
      if (!contains(ranked, line)) ranked.push_back(line);
    }
  }
  std::ranges::for_each(ranked, choose);
  std::erase_if(ranked, [&](const Helpline* line) { return !contains(chosen, line); });
  return ranked;
}

const Country* Helplines::country(std::string_view written) const {
  if (const Country* coded = by_code(written)) return coded;
  const std::string text = fold(written);
  if (const auto exact = by_name_.find(text); exact != by_name_.end()) return &countries_[exact->second];
  std::vector<Finding> named, slips;
  for (const auto& [name, index] : by_name_) {
    const std::size_t letters = length(name);
    if (letters >= shortest_in_a_sentence && holds_phrase(text, name)) named.push_back({name, index});
    if (letters >= shortest_for_slips && within_typos(text, name, 1)) slips.push_back({name, index});
  }
  const auto index = agreed(named.empty() ? std::move(slips) : std::move(named));
  return index ? &countries_[*index] : nullptr;
}

const Country* Helplines::by_code(std::string_view code) const {
  const auto found = std::ranges::find(countries_, code, &Country::code);
  return found == countries_.end() ? nullptr : &*found;
}

std::optional<std::chrono::sys_days> last_day(std::string_view date) {
  using namespace std::chrono;
  const bool dashed = (date.size() <= 4 || date[4] == '-') && (date.size() <= 7 || date[7] == '-');
  if (!dashed || (date.size() != 4 && date.size() != 7 && date.size() != 10)) return {};
  const auto y = number(date.substr(0, 4));
  const auto m = date.size() >= 7 ? number(date.substr(5, 2)) : 12u;
  if (!y || !m) return {};
  const year_month month = year(static_cast<int>(*y)) / static_cast<int>(*m);
  if (!month.ok()) return {};
  if (date.size() < 10) return sys_days(month / last);
  const auto d = number(date.substr(8, 2));
  if (!d || !(month / static_cast<int>(*d)).ok()) return {};
  return sys_days(month / static_cast<int>(*d));
}

bool stale(const Helpline& line, TimePoint now) {
  const auto day = last_day(line.verified_at);
  return !day || std::chrono::floor<std::chrono::days>(now) - *day > std::chrono::days(365);
}

}  // namespace core
