#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "core/content.hpp"

namespace commands {

/// `given`, or when it is empty the first that is there: <program>/../share/mooring/flows, the source folder that the
/// program was built from. Throws Trouble.
std::filesystem::path find_flows(const std::string& given);

/// The content of find_flows(given). Throws Trouble when it has errors: `mooring check` names them.
std::shared_ptr<const core::Content> load_content(const std::string& given);

/// `given`, or $XDG_STATE_HOME/mooring, or ~/.local/state/mooring. Need not be there. Throws Trouble where there is
/// no home.
std::filesystem::path find_data(const std::string& given);

}  // namespace commands
