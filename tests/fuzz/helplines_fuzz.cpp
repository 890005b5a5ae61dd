#include <string>

#include "content/helplines_reader.hpp"
#include "fuzz/document.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  content::Diagnostics found;
  const auto document = fuzz::document(fuzz::text_of(data, size), "helplines", found);
  if (!document) return 0;
  const std::string languages[] = {"en"};
  for (const auto& line : content::read_helplines(*document, languages, found).all())
    for (const auto& phone : line.phones) fuzz::require(!phone.dial.empty());
  return 0;
}
