#pragma once
#include "content/draft.hpp"

namespace content {

/// Fills Content::openers with every flow's id and keywords, in every language. A word that would open two flows is an
/// error. After the translations.
void collect_openers(Draft& draft);

}  // namespace content
