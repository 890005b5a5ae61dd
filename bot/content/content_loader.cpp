#include "content/content_loader.hpp"

#include <fmt/format.h>

#include <optional>

#include "content/answers_reader.hpp"
#include "content/digest.hpp"
#include "content/element.hpp"
#include "content/file.hpp"
#include "content/flow_reader.hpp"
#include "content/helplines_reader.hpp"
#include "content/lexicon_reader.hpp"
#include "content/openers.hpp"
#include "content/schema.hpp"
#include "content/translations.hpp"
#include "content/words_reader.hpp"

namespace content {
namespace {

namespace fs = std::filesystem;

/// Reads what lies in one folder of flows, each kind of file with its schema.
class Loader {
 public:
  explicit Loader(const fs::path& folder) : folder_(folder) {}

  Draft run() {
    draft_.content.language = source_language;
    if (const auto schema = schema_named("words")) read_all_words(*schema);
    if (const auto schema = schema_named("answers"))
      if (const auto answers = document(folder_ / "system" / "answers.yaml", *schema)) read_answers(*answers, draft_);
    if (const auto schema = schema_named("flow")) {
      read_flows(folder_, false, *schema);
      read_flows(folder_ / "system", true, *schema);
    }
    if (const auto schema = schema_named("crisis")) read_lexicons(*schema);
    if (const auto schema = schema_named("helplines")) read_all_helplines(*schema);
    check_calls(draft_);
    read_translations(folder_ / "locale", draft_);
    collect_openers(draft_);
    draft_.content.version = digest(folder_);
    return std::move(draft_);
  }

 private:
  std::optional<Schema> schema_named(const std::string& name) {
    return Schema::load(folder_ / "schema" / (name + ".schema.json"), draft_.diagnostics);
  }

  std::optional<Document> document(const fs::path& path, const Schema& schema) {
    auto read = read_yaml(path, draft_.diagnostics);
    if (read && read->root.is_object() && read->root.value("review", Json()) == "none") ++draft_.unreviewed;
    if (!read || !schema.check(*read, draft_.diagnostics)) return std::nullopt;
    return read;
  }

  void read_all_words(const Schema& schema) {
    for (const fs::path& path : files_in(folder_ / "words", ".yaml"))
      if (const auto words = document(path, schema))
        draft_.content.words.emplace(path.stem().string(), read_words(*words, draft_));
    if (!draft_.content.words.contains(source_language))
      draft_.report(Code::reading, {(folder_ / "words").string()}, fmt::format("needs '{}.yaml'", source_language));
  }

  void read_flows(const fs::path& folder, bool system, const Schema& schema) {
    for (const fs::path& path : files_in(folder, ".yaml")) {
      if (system && path.stem() == "answers") continue;
      if (const auto flow = document(path, schema)) read_flow(*flow, system, draft_);
      else draft_.broken.insert(path.stem().string());
    }
  }

  void read_lexicons(const Schema& schema) {
    for (const fs::path& path : files_in(folder_ / "crisis", ".yaml"))
      if (const auto rules = document(path, schema))
        if (auto lexicon = read_lexicon(*rules, draft_.diagnostics)) draft_.content.lexicons.push_back(std::move(*lexicon));
  }

  void read_all_helplines(const Schema& schema) {
    const auto helplines = document(folder_ / "helplines.json", schema);
    if (!helplines) return;
    std::vector<std::string> languages;
    for (const auto& [language, words] : draft_.content.words) languages.push_back(language);
    draft_.content.helplines = read_helplines(*helplines, languages, draft_.diagnostics);
    const Element lines = Element{helplines->root, ""}["lines"];
    for (std::size_t i = 0; i < lines.json.size(); ++i)
      draft_.places.emplace("helplines.json/" + lines[i]["id"].text(), helplines->value_place(lines[i].pointer));
  }

  /// Only now: a flow may call one that is read after it.
  static void check_calls(Draft& draft) {
    for (const Reference& call : draft.calls)
      if (!draft.content.flow(call.name) && !draft.broken.contains(call.name))
        draft.report(Code::unknown_target, call.place, fmt::format("there is no flow '{}'", call.name));
  }

  fs::path folder_;
  Draft draft_;
};

}  // namespace

Draft read(const fs::path& flows_dir) { return Loader(flows_dir).run(); }

Loaded load(const fs::path& flows_dir) {
  Draft draft = read(flows_dir);
  sort(draft.diagnostics);
  if (has_errors(draft.diagnostics)) return {nullptr, std::move(draft.diagnostics)};
  return {std::make_shared<const core::Content>(std::move(draft.content)), std::move(draft.diagnostics)};
}

}  // namespace content
