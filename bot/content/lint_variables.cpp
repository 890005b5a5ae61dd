#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "content/lint_parts.hpp"

namespace content {
namespace {

using Names = std::set<std::string, std::less<>>;

/// core/session.hpp, Session::person.
constexpr std::array<std::string_view, 6> persons = {"country", "language", "quiet", "exit_word", "keep_days",
                                                     "notebook_word"};

/// What the engine puts there when it opens a flow by itself: core/engine.cpp and core/threads.cpp.
const std::map<std::string_view, Names> given_by_engine = {{"crisis", {"kind", "time", "imminent", "waiting"}},
                                                           {"return", {"why", "title"}}};

/// What the texts of system/answers.yaml can name: core/refer.cpp.
const Names given_to_answers = {"name", "number", "keyword", "before", "address", "hours"};

struct Into {
  std::string operator()(std::monostate) const { return {}; }
  template <class Answer>
  std::string operator()(const Answer& answer) const { return answer.into; }
};

class Variables {
 public:
  explicit Variables(Draft& draft) : draft_(draft) {
    for (const auto& [id, flow] : draft.content.flows) collect(flow);
    for (const Reference& used : draft.variables) used_[used.flow].insert(base(used.name));
    for (core::TextId id = 0; id < draft.sentences.size(); ++id)
      for (const std::string& name : names_in(id)) used_[draft.sentences[id].flow].insert(base(name));
  }

  void check_uses() {
    for (const Reference& used : draft_.variables) check(used.flow, used.name, used.place);
    for (core::TextId id = 0; id < draft_.sentences.size(); ++id) {
      const Sentence sentence = draft_.sentences[id];
      for (const std::string& name : names_in(id)) check(sentence.flow, name, sentence.place);
    }
  }

  void check_node(const core::Flow& flow, const core::Node& node) {
    for (const std::string& name : set_by(node)) check_target(flow, node, name);
    const auto* call = std::get_if<core::Call>(&node.kind);
    if (!call || draft_.broken.contains(call->flow) || !draft_.content.flow(call->flow)) return;
    for (const core::Assignment& each : call->with)
      if (!used_[call->flow].contains(each.name)) complain(flow, node, fmt::format("'{}' has no use for '{}'", call->flow, each.name));
    for (const core::Returned& each : call->returns)
      if (!is_set(call->flow, each.theirs)) complain(flow, node, fmt::format("nothing in '{}' sets '{}'", call->flow, each.theirs));
  }

 private:
  /// "kept.$page" uses page.
  static std::string base(const std::string& name) { return name.starts_with("kept.$") ? name.substr(6) : name; }

  std::vector<std::string> names_in(core::TextId id) const {
    if (draft_.sentences[id].role == Role::words) return {};
    return draft_.content.texts.text(id, draft_.content.language).names();
  }

  static std::vector<std::string> set_by(const core::Node& node) {
    std::vector<std::string> names;
    const auto add = [&](const std::vector<core::Assignment>& set) {
      for (const core::Assignment& each : set) names.push_back(each.name);
    };
    if (const auto* set = std::get_if<core::Set>(&node.kind)) add(set->set);
    if (const auto* call = std::get_if<core::Call>(&node.kind))
      for (const core::Returned& each : call->returns) names.push_back(each.ours);
    if (const auto* ask = std::get_if<core::Ask>(&node.kind)) {
      for (const core::Choice& choice : ask->choices) add(choice.set);
      if (std::string into = std::visit(Into{}, ask->answer); !into.empty()) names.push_back(std::move(into));
    }
    return names;
  }

  void collect(const core::Flow& flow) {
    if (const auto given = given_by_engine.find(flow.id); given != given_by_engine.end()) set_[flow.id].merge(Names(given->second));
    for (const core::Node& node : flow.nodes) {
      for (std::string& name : set_by(node)) set_[flow.id].insert(std::move(name));
      if (const auto* call = std::get_if<core::Call>(&node.kind))
        for (const core::Assignment& each : call->with) set_[call->flow].insert(each.name);
      if (const auto* keep = std::get_if<core::Keep>(&node.kind); keep && keep->as.op == core::Expression::Op::literal)
        kept_.insert(core::as_text(keep->as.value));
    }
  }

  bool is_set(const std::string& flow, const std::string& name) {
    if (name == "kept" || name == "stays_days") return true;
    if (name.starts_with("person.")) return std::ranges::find(persons, std::string_view(name).substr(7)) != persons.end();
    if (name.starts_with("kept.$")) return is_set(flow, base(name));
    if (name.starts_with("kept.")) return kept_.contains(std::string_view(name).substr(5));
    return flow.empty() ? given_to_answers.contains(name) : set_[flow].contains(name);
  }

  void check(const std::string& flow, const std::string& name, const Place& place) {
    if (draft_.broken.contains(flow) || is_set(flow, name)) return;
    draft_.report(Code::undefined_variable, place, fmt::format("nothing ever sets '{}'", name));
  }

  void check_target(const core::Flow& flow, const core::Node& node, const std::string& name) {
    if (name.starts_with("kept") && (name.size() == 4 || name[4] == '.')) complain(flow, node, "only 'keep' writes into the notebook");
    else if (name.starts_with("person.") && !is_set(flow.id, name)) complain(flow, node, fmt::format("there is no '{}'", name));
  }

  void complain(const core::Flow& flow, const core::Node& node, std::string message) {
    draft_.report(Code::undefined_variable, draft_.place_of(flow.id + '/' + node.id), std::move(message));
  }

  Draft& draft_;
  std::map<std::string, Names> set_, used_;
  Names kept_;
};

}  // namespace

void lint_variables(Draft& draft) {
  Variables variables(draft);
  variables.check_uses();
  for (const core::Flow* flow : whole_flows(draft))
    for (const core::Node& node : flow->nodes) variables.check_node(*flow, node);
}

}  // namespace content
