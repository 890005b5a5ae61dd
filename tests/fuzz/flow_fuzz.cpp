#include "content/flow_reader.hpp"
#include "fuzz/document.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  content::Draft draft;
  const auto document = fuzz::document(fuzz::text_of(data, size), "flow", draft.diagnostics);
  if (document) content::read_flow(*document, false, draft);
  return 0;
}
