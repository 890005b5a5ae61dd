#pragma once
#include <filesystem>

#include "commands/config.hpp"
#include "commands/doctor_finding.hpp"

namespace commands {

/// Whether the conversations can be read, and know the language and the country that are assumed.
Finding check_content(const Config& config);
/// Whether people are told a number before they were asked where they live.
Finding check_country(const Config& config);
/// Whether they were reviewed, as each file says. Nothing is said of files that can't be read.
Finding check_review(const std::filesystem::path& flows);

/// Whether a folder is there for this user alone. `name` begins the sentence: "The folder of the store".
Finding check_private_folder(const std::filesystem::path& folder, std::string_view name);
/// The same for the bot's own, which may have to be made yet.
Finding check_store(const std::filesystem::path& store);

}  // namespace commands
