#pragma once
#include <string>

#include <CLI/App.hpp>

namespace commands {

/// The man page, in roff, from the definition of the command line.
std::string man_page(const CLI::App& app);

/// The completion script for "bash", "zsh" or "fish", from the definition of the command line.
std::string completion(const CLI::App& app, const std::string& shell);

/// The subcommands in the order in which they were defined.
std::vector<const CLI::App*> commands_of(const CLI::App& app);
/// "--data", "-h": the names that an option is written with; none for a positional.
std::vector<std::string> names_of(const CLI::Option& option);
/// Whether a value follows it.
bool takes_value(const CLI::Option& option);

}  // namespace commands
