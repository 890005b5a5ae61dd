#include "core/crisis.hpp"

#include <algorithm>
#include <array>

#include "core/judgement.hpp"
#include "core/lexicon.hpp"

namespace core {
namespace {

constexpr std::array<std::string_view, 3> level_names = {"none", "support", "crisis"};
constexpr std::array<std::string_view, 11> kind_names = {
    "", "suicide", "self_harm", "danger", "recent_assault", "medical", "minor", "harm_others", "third_party",
    "dissociation", "distress"};

// What is named when two kinds are as grave: nearest to death first.
constexpr std::array<Kind, 11> by_gravity = {
    Kind::suicide, Kind::danger, Kind::medical, Kind::recent_assault, Kind::self_harm, Kind::minor, Kind::harm_others,
    Kind::third_party, Kind::dissociation, Kind::distress, Kind::none};

auto gravity(Kind kind) { return by_gravity.end() - std::find(by_gravity.begin(), by_gravity.end(), kind); }

}  // namespace

std::string_view name(Level level) { return level_names[static_cast<std::size_t>(level)]; }
std::string_view name(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

Kind kind_named(std::string_view name) {
  const auto place = std::find(kind_names.begin(), kind_names.end(), name);
  return place == kind_names.end() ? Kind::none : static_cast<Kind>(place - kind_names.begin());
}

bool graver(const Risk& a, const Risk& b) {
  if (a.level != b.level) return a.level > b.level;
  if (a.imminent != b.imminent) return a.imminent;
  return gravity(a.kind) > gravity(b.kind);
}

Risk assess(std::span<const Lexicon> lexicons, std::string_view text) {
  const Reading reading(text);
  Risk gravest;
  for (const auto& lexicon : lexicons)
    if (const auto risk = judge(lexicon, reading); graver(risk, gravest)) gravest = risk;
  return gravest;
}

}  // namespace core
