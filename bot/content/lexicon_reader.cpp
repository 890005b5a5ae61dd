#include "content/lexicon_reader.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "content/element.hpp"

namespace content {
namespace {

using core::Vocabulary;

class LexiconReader {
 public:
  LexiconReader(const Document& document, Diagnostics& found)
      : document_(document), found_(found), lexicon_(document.root["language"].get<std::string>()) {}

  std::optional<core::Lexicon> run() {
    const auto before = found_.size();
    const Element root{document_.root, ""};
    each_pair(root["groups"], [&](const std::string& name, const Element& members) {
      lexicon_.add_group(name, members.json.get<std::vector<std::string>>());
    });
    read_roles(root);
    each_pair(root["signals"], [&](const std::string& name, const Element& phrases) { read_signal(name, phrases); });
    read_signal("idiom", root["idioms"]);
    each_item(root["rules"], [&](const Element& rule) { read_rule(rule); });
    lexicon_.finish();
    if (found_.size() == before) try_sentences(root["rules"]);
    if (found_.size() != before) return std::nullopt;
    return std::move(lexicon_);
  }

 private:
  void report(const Element& where, std::string message) {
    found_.push_back({Code::crisis_rule, Severity::error, document_.value_place(where.pointer), std::move(message)});
  }

  template <class Add>
  void attempt(const Element& where, Add add) {
    try { add(); } catch (const std::invalid_argument& problem) { report(where, problem.what()); }
  }

  template <class Each>
  void each_item(const Element& list, Each each) {
    for (std::size_t i = 0; i < list.json.size(); ++i) attempt(list[i], [&] { each(list[i]); });
  }

  template <class Each>
  void each_pair(const Element& mapping, Each each) {
    for (const auto& [key, value] : mapping.json.items()) {
      const auto inner = mapping[key];
      attempt(inner, [&] { each(key, inner); });
    }
  }

  void read_roles(const Element& root) {
    const std::pair<std::string_view, Vocabulary::Role> roles[] = {{"negators", Vocabulary::negator},
                                                                   {"negation_reaches_across", Vocabulary::reach},
                                                                   {"the_writer", Vocabulary::first_person},
                                                                   {"others", Vocabulary::third_person}};
    for (const auto& [key, role] : roles)
      each_item(root[key], [&](const Element& word) { lexicon_.add_role(role, word.text()); });
    each_item(root["often_misspelt"], [&](const Element& word) { lexicon_.add_slips(word.text()); });
  }

  void read_signal(const std::string& name, const Element& phrases) {
    const auto signal = lexicon_.signal(name);
    each_item(phrases, [&](const Element& phrase) { lexicon_.add_signal(signal, phrase.text()); });
  }

  core::SignalId known_signal(const Element& name) {
    if (const auto signal = lexicon_.find_signal(name.text())) return *signal;
    throw std::invalid_argument(fmt::format("there is no signal '{}'", name.text()));
  }

  void read_rule(const Element& written) {
    core::Rule rule;
    rule.id = written["id"].text();
    rule.kind = core::kind_named(written["kind"].text());
    rule.level = written["level"].text() == core::name(core::Level::crisis) ? core::Level::crisis : core::Level::support;
    rule.imminent = written.json.value("imminent", false);
    rule.negatable = written.json.value("negatable", true);
    rule.covers = written.json.value("covers", false);
    if (written.json.value("about", "writer") == "anyone") rule.about = core::About::anyone;
    const auto when = written.json.value("when", "any");
    rule.when = when == "recent" ? core::When::recent : when == "not_past" ? core::When::not_past : core::When::any;
    if (written.has("needs")) rule.needs = known_signal(written["needs"]);
    if (written.has("unless"))
      each_item(written["unless"], [&](const Element& name) { rule.unless |= 1U << known_signal(name); });
    const auto index = lexicon_.add_rule(std::move(rule));
    each_item(written["phrases"], [&](const Element& phrase) { lexicon_.add_phrase(index, phrase.text()); });
  }

  void try_sentences(const Element& rules) {
    for (std::size_t i = 0; i < rules.json.size(); ++i) {
      const auto& rule = lexicon_.rules()[i];
      each_item(rules[i]["catches"], [&](const Element& sentence) { must_catch(rule, sentence); });
      each_item(rules[i]["leaves"], [&](const Element& sentence) { must_leave(rule, sentence); });
    }
  }

  core::Risk assess(const Element& sentence) const { return core::assess({&lexicon_, 1}, sentence.text()); }

  void must_catch(const core::Rule& rule, const Element& sentence) {
    const auto risk = assess(sentence);
    if (risk.level == rule.level && risk.kind == rule.kind && risk.imminent >= rule.imminent) return;
    report(sentence, fmt::format("the rule '{}' misses this: it is {}", rule.id, described(risk)));
  }

  void must_leave(const core::Rule& rule, const Element& sentence) {
    if (const auto risk = assess(sentence); risk.level >= rule.level)
      report(sentence, fmt::format("the rule '{}' must leave this alone: it is {}", rule.id, described(risk)));
  }

  static std::string described(const core::Risk& risk) {
    if (risk.level == core::Level::none) return "none";
    return fmt::format("{} {} by '{}'", core::name(risk.level), core::name(risk.kind), risk.rule);
  }

  const Document& document_;
  Diagnostics& found_;
  core::Lexicon lexicon_;
};

}  // namespace

std::optional<core::Lexicon> read_lexicon(const Document& document, Diagnostics& found) {
  return LexiconReader(document, found).run();
}

}  // namespace content
