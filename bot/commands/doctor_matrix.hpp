#pragma once
#include "commands/config.hpp"
#include "commands/doctor_finding.hpp"

namespace commands {

/// Whether this program was built with what Matrix needs, and the secrets are there for this user alone.
Finding check_matrix_secrets(const MatrixConfig& config);
/// Whether the homeserver answers.
Finding check_homeserver(const MatrixConfig& config);

}  // namespace commands
