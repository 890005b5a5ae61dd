#include "content/words_reader.hpp"

#include <fmt/format.h>

#include "content/element.hpp"
#include "core/text.hpp"

namespace content {
namespace {

std::vector<std::string> phrases(const Element& list) {
  std::vector<std::string> folded;
  for (const Json& phrase : list.json) folded.push_back(core::fold(phrase.get<std::string>()));
  return folded;
}

void read_command(const Document& document, Draft& draft, const Element& list, core::Command command,
                  core::StringMap<core::Command>& commands) {
  for (std::size_t i = 0; i < list.json.size(); ++i) {
    const auto [place, added] = commands.emplace(core::fold(list[i].text()), command);
    if (!added && place->second != command)
      draft.report(Code::choices, document.place(list[i].pointer),
                   fmt::format("'{}' is a word for '{}' already", place->first, core::name(place->second)));
  }
}

}  // namespace

core::Words read_words(const Document& document, Draft& draft) {
  const Element root{document.root, ""};
  core::Words words;
  words.yes = phrases(root["yes"]);
  words.no = phrases(root["no"]);
  words.done = phrases(root["done"]);
  words.fillers = phrases(root["fillers"]);
  words.one_more = phrases(root["one_more"]);
  for (std::string& word : phrases(root["not_first"])) words.not_first.emplace(std::move(word), true);
  for (const auto& [word, number] : root["numbers"].json.items()) words.numbers.emplace(core::fold(word), number.get<double>());
  for (std::size_t i = 0; i < core::command_count; ++i) {
    const auto command = static_cast<core::Command>(i);
    read_command(document, draft, root["commands"][core::name(command)], command, words.commands);
  }
  return words;
}

}  // namespace content
