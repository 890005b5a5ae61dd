#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "content/lint_parts.hpp"

namespace content {
namespace {

class Translation {
 public:
  Translation(Draft& draft, const std::string& language, const std::vector<PoEntry>& entries)
      : draft_(draft), language_(language) {
    for (const PoEntry& entry : entries) by_context_.emplace(entry.context, &entry);
  }

  void lint() {
    for (core::TextId id = 0; id < draft_.sentences.size(); ++id) {
      const auto found = by_context_.find(draft_.content.texts.context(id));
      const PoEntry* entry = found == by_context_.end() ? nullptr : found->second;
      if (entry) by_context_.erase(found);
      if (!entry || entry->fuzzy || entry->text.empty()) missing_[draft_.sentences[id].flow].push_back(id);
      else lint_entry(id, *entry);
    }
    report_missing();
    if (!draft_.broken.empty()) return;  // their sentences would all seem left over
    for (const auto& [context, entry] : by_context_)
      draft_.report(Code::unused_translation, entry->place, fmt::format("there is no text '{}' any more", context), Severity::warning);
  }

 private:
  const core::Template& source(core::TextId id) const { return draft_.content.texts.text(id, draft_.content.language); }

  void lint_entry(core::TextId id, const PoEntry& entry) {
    if (entry.source != source(id).pattern())
      draft_.report(Code::missing_translation, entry.place, fmt::format("the text '{}' has changed since", entry.context), Severity::warning);
    const core::Template& text = draft_.content.texts.text(id, language_);
    const std::vector<std::string> known = source(id).names();
    for (const std::string& name : text.names())
      if (std::ranges::find(known, name) == known.end())
        draft_.report(Code::undefined_variable, entry.place, fmt::format("'{}' has no '{}'", entry.context, name));
    if (draft_.sentences[id].role == Role::message) lint_message(draft_, text, language_, entry.place);
  }

  /// One for each flow: a translator sees the single ones in their own tool.
  void report_missing() {
    for (const auto& [flow, ids] : missing_)
      draft_.report(Code::missing_translation, draft_.sentences[ids.front()].place,
                    fmt::format("{} texts of '{}' are not in '{}' yet, the first is '{}'", ids.size(), flow.empty() ? "answers" : flow,
                                language_, draft_.content.texts.context(ids.front())), Severity::warning);
  }

  Draft& draft_;
  const std::string& language_;
  std::map<std::string, const PoEntry*, std::less<>> by_context_;
  std::map<std::string, std::vector<core::TextId>> missing_;
};

}  // namespace

void lint_translations(Draft& draft) {
  for (const auto& [language, entries] : draft.translations) Translation(draft, language, entries).lint();
}

}  // namespace content
