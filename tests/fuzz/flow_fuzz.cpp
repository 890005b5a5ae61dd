#include <filesystem>

#include "content/flow_reader.hpp"
#include "content/schema.hpp"
#include "fuzz/fuzz.hpp"

namespace {

const content::Schema& schema() {
  static content::Diagnostics found;
  static const auto loaded =
      content::Schema::load(std::filesystem::path(MOORING_SOURCE_DIR) / "flows/schema/flow.schema.json", found);
  fuzz::require(loaded.has_value());
  return *loaded;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  content::Draft draft;
  const auto document = content::parse_yaml(fuzz::text_of(data, size), "a.yaml", draft.diagnostics);
  if (document && schema().check(*document, draft.diagnostics)) content::read_flow(*document, false, draft);
  return 0;
}
