#include <fmt/format.h>

#include <map>

#include "content/lint_parts.hpp"
#include "content/reading_level.hpp"
#include "content/renderings.hpp"

namespace content {
namespace {

/// product.md: US school grade 6 or below.
constexpr double highest_grade = 6.0;
/// Below that, one long word decides.
constexpr std::size_t fewest_words = 20;

}  // namespace

void lint_reading_level(Draft& draft) {
  if (draft.content.language != "en") return;  // the formula is made for English
  std::map<std::string, Readability> by_flow;
  for (core::TextId id = 0; id < draft.sentences.size(); ++id) {
    const Sentence sentence = draft.sentences[id];
    if (sentence.role != Role::message) continue;
    const Readability text = readability(renderings(draft.content.texts.text(id, "en")).front());
    by_flow[sentence.flow] += text;
    if (text.words >= fewest_words && text.grade() > highest_grade)
      draft.report(Code::reading_level, sentence.place, fmt::format("reads like grade {:.1f}; up to {} is easy", text.grade(), highest_grade));
  }
  for (const auto& [flow, all] : by_flow)
    if (!flow.empty() && all.words >= fewest_words && all.grade() > highest_grade)
      draft.report(Code::reading_level, draft.place_of(flow), fmt::format("as a whole it reads like grade {:.1f}; up to {} is easy", all.grade(), highest_grade));
}

}  // namespace content
