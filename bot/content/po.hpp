#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/diagnostic.hpp"

namespace content {

/// One translated sentence.
struct PoEntry {
  std::string context, source, text;
  Place place;
  bool fuzzy = false;  // a translator's tool guessed it: not used
};

/// The entries of a gettext catalogue that have a context, untranslated and fuzzy ones too. Plural forms are not taken:
/// plurals stand in the text, in ICU MessageFormat. What can't be read is a diagnostic, and is left out.
/// https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
std::vector<PoEntry> parse_po(std::string_view text, const std::string& file, Diagnostics& found);

/// `text` in quotes and with escapes, a line of the file a line of the text, as msgfmt takes it.
std::string po_quoted(std::string_view text);

}  // namespace content
