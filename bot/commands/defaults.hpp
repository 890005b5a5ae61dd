#pragma once
#include "commands/config.hpp"
#include "core/content.hpp"

namespace commands {

/// Throws Trouble where the conversations don't know the language or the country that the configuration assumes.
void check_defaults(const Config& config, const core::Content& content);

}  // namespace commands
