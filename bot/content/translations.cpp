#include "content/translations.hpp"

#include <stdexcept>

#include "content/file.hpp"

namespace content {
namespace {

bool well_formed(const PoEntry& entry, std::string_view language, Draft& draft) {
  try {
    core::Template(entry.text, language);
    return true;
  } catch (const std::invalid_argument& error) {
    draft.report(Code::text_pattern, entry.place, error.what());
    return false;
  }
}

void read_language(const std::filesystem::path& path, Draft& draft) {
  const auto text = read_file(path, draft.diagnostics);
  if (!text) return;
  const std::string language = path.stem().string();
  std::vector<PoEntry> entries = parse_po(*text, path.string(), draft.diagnostics);
  core::StringMap<std::string> by_context;
  for (const PoEntry& entry : entries)
    if (!entry.fuzzy && !entry.text.empty() && well_formed(entry, language, draft))
      by_context.emplace(entry.context, entry.text);
  draft.content.texts.translate(language, by_context);
  draft.translations.emplace(language, std::move(entries));
}

}  // namespace

void read_translations(const std::filesystem::path& locale_dir, Draft& draft) {
  for (const std::filesystem::path& path : files_in(locale_dir, ".po")) read_language(path, draft);
}

}  // namespace content
