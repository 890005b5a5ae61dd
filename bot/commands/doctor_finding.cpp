#include "commands/doctor_finding.hpp"

#include <fmt/format.h>

namespace commands {

std::string line_of(std::string_view about, const Finding& finding) {
  switch (finding.kind) {
    case Finding::Kind::ok: return fmt::format("ok    {}: {}", about, finding.sentence);
    case Finding::Kind::warning: return fmt::format("warn  {}: {}", about, finding.sentence);
    case Finding::Kind::failure: break;
  }
  return fmt::format("fails {}: {}", about, finding.sentence);
}

}  // namespace commands
