#include "content/extract.hpp"

#include <fmt/format.h>

#include "content/content_loader.hpp"
#include "content/po.hpp"

namespace content {
namespace {

// An empty msgid is the head: translators' tools read the character set from it.
constexpr std::string_view head =
    "msgid \"\"\nmsgstr \"\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    "\"Content-Transfer-Encoding: 8bit\\n\"\n";

}  // namespace

std::string extract(const std::filesystem::path& flows_dir) {
  const Draft draft = read(flows_dir);
  std::string pot(head);
  for (core::TextId id = 0; id < draft.sentences.size(); ++id) {
    const std::string_view text = draft.content.texts.text(id, draft.content.language).pattern();
    if (text.empty()) continue;  // would be a second head
    const Place& place = draft.sentences[id].place;
    pot += fmt::format("\n#: {}:{}\nmsgctxt {}\nmsgid {}\nmsgstr \"\"\n", place.file, place.line,
                       po_quoted(draft.content.texts.context(id)), po_quoted(text));
  }
  return pot;
}

}  // namespace content
