#include "content/lexicon_reader.hpp"
#include "fuzz/document.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  content::Diagnostics found;
  const auto document = fuzz::document(fuzz::text_of(data, size), "crisis", found);
  if (document) content::read_lexicon(*document, found);
  return 0;
}
