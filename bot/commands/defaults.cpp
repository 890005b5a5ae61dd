#include "commands/defaults.hpp"

#include "commands/trouble.hpp"

namespace commands {

void check_defaults(const Config& config, const core::Content& content) {
  if (!content.words.contains(config.default_language))
    throw Trouble("The conversations are not there in the default_language of the configuration; with en they are.");
  if (!config.default_country.empty() && !content.helplines.country(config.default_country))
    throw Trouble("The default_country of the configuration is not known here; with null each person is asked.");
}

}  // namespace commands
