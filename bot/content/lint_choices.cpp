#include <fmt/format.h>

#include "content/lint_parts.hpp"
#include "core/text.hpp"

namespace content {
namespace {

/// More than fit on a phone's screen, and numbers of two digits.
constexpr std::size_t most_choices = 9;

class Choices {
 public:
  Choices(Draft& draft, const core::Ask& ask, std::string path) : draft_(draft), ask_(ask), path_(std::move(path)) {}

  void lint() {
    if (ask_.choices.size() > most_choices)
      draft_.report(Code::choices, draft_.place_of(path_), fmt::format("{} choices; {} are plenty", ask_.choices.size(), most_choices));
    for (std::size_t i = 0; i < ask_.choices.size(); ++i)
      for (std::size_t j = i + 1; j < ask_.choices.size(); ++j) lint_pair(ask_.choices[i], ask_.choices[j]);
  }

 private:
  const core::Template* text(core::TextId id) const {
    return id == core::no_text ? nullptr : &draft_.content.texts.text(id, draft_.content.language);
  }

  core::Option option(const core::Choice& choice) const {
    core::Option made;
    if (const core::Template* label = text(choice.label)) made.label = label->folded();
    if (const core::Template* also = text(choice.also)) made.also = also->alternatives();
    return made;
  }

  /// Two that are only offered on a condition may never stand beside each other.
  void lint_pair(const core::Choice& first, const core::Choice& second) {
    if (first.when && second.when) return;
    const std::array<core::Option, 2> pair = {option(first), option(second)};
    for (const core::Option& each : pair) {
      if (!fits_one(pair, each.label)) return complain(first, second, each.label);
      for (const std::string& also : each.also)
        if (!fits_one(pair, also)) return complain(first, second, also);
    }
  }

  bool fits_one(const std::array<core::Option, 2>& pair, std::string_view answer) const {
    const bool any_text = std::holds_alternative<core::FreeText>(ask_.answer) || std::holds_alternative<core::Collect>(ask_.answer);
    const core::Match how = any_text ? core::Match::exact : core::Match::generous;
    return answer.empty() || core::match_option(draft_.content.words_of(draft_.content.language), pair, answer, how);
  }

  void complain(const core::Choice& first, const core::Choice& second, std::string_view answer) {
    draft_.report(Code::choices, draft_.place_of(path_ + '/' + second.id),
                  fmt::format("the answer \"{}\" fits both '{}' and '{}'", answer, first.id, second.id));
  }

  Draft& draft_;
  const core::Ask& ask_;
  std::string path_;
};

}  // namespace

void lint_choices(Draft& draft) {
  for (const core::Flow* flow : whole_flows(draft))
    for (const core::Node& node : flow->nodes)
      if (const auto* ask = std::get_if<core::Ask>(&node.kind)) Choices(draft, *ask, flow->id + '/' + node.id).lint();
}

}  // namespace content
