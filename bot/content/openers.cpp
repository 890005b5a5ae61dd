#include "content/openers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"

namespace content {
namespace {

void add(Draft& draft, const core::Flow& flow, const std::string& word) {
  if (word.empty()) return;
  const auto [opener, added] = draft.content.openers.emplace(word, flow.id);
  if (!added && opener->second != flow.id)
    draft.report(Code::keyword_taken, draft.place_of(flow.id),
                 fmt::format("'{}' opens the flow '{}' already", word, opener->second));
}

void add_keywords(Draft& draft, const core::Flow& flow, std::string_view language) {
  for (const std::string& word : draft.content.texts.text(flow.keywords, language).alternatives()) add(draft, flow, word);
}

}  // namespace

void collect_openers(Draft& draft) {
  std::vector<const core::Flow*> flows;  // in the order of their ids: the same complaint every time
  for (const auto& [id, flow] : draft.content.flows) flows.push_back(&flow);
  std::ranges::sort(flows, {}, &core::Flow::id);
  for (const core::Flow* flow : flows)  // one without keywords is for other flows to call
    if (flow->keywords != core::no_text) add(draft, *flow, core::fold(flow->id));
  for (const core::Flow* flow : flows) {
    if (flow->keywords == core::no_text) continue;
    add_keywords(draft, *flow, draft.content.language);
    for (const auto& [language, entries] : draft.translations) add_keywords(draft, *flow, language);
  }
}

}  // namespace content
