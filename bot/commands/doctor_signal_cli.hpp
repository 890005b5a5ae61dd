#pragma once
#include <optional>
#include <string>
#include <vector>

#include "adapters/signal/connection.hpp"
#include "adapters/signal/protocol/address.hpp"
#include "commands/doctor_finding.hpp"

namespace commands {

// How signal-cli is judged, by what it answers and by how it was started.

/// Of version(). Only an `ok` is followed by more questions.
Finding judge_version(const signal_channel::Reply& reply);
/// Of list_accounts(), which a signal-cli that was started with -a doesn't know.
Finding judge_accounts(const signal_channel::Reply& reply, const signal_channel::Account& account);

/// Of its command line: a finding for each flag that is missing or should not be there, or else one that all is well.
/// Nothing: the command line can't be seen. A configuration file of signal-cli's may set flags too, and isn't looked at.
Findings judge_flags(const std::optional<std::vector<std::string>>& command_line);

}  // namespace commands
