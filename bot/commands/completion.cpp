#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "commands/manual.hpp"

namespace commands {
namespace {

std::vector<std::string> option_names(const std::vector<const CLI::Option*>& options) {
  std::vector<std::string> names;
  for (const auto* option : options)
    for (auto& name : names_of(*option)) names.push_back(std::move(name));
  return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : commands_of(app)) names.push_back(command->get_name());
  return names;
}

// Its own, and those of the commands within it, each once.
std::vector<const CLI::Option*> options_of(const CLI::App& command) {
  auto options = command.get_options();
  for (const auto* within : commands_of(command))
    for (const auto* option : within->get_options())
      if (std::ranges::find(options, names_of(*option), [](const auto* each) { return names_of(*each); }) == options.end())
        options.push_back(option);
  return options;
}

// What may follow the name of a command: commands within it, and options.
std::vector<std::string> words_after(const CLI::App& command) {
  auto words = command_names(command);
  for (auto& name : option_names(options_of(command))) words.push_back(std::move(name));
  return words;
}

// Between single quotes, in all three shells; zsh reads [ ] : \ within a specification as its own.
std::string quoted(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') result += "'\\''";
    else result += c;
  }
  return "'" + result + "'";
}

std::string zsh_escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string bash(const CLI::App& app) {
  const auto name = app.get_name();
  auto text = fmt::format("_{0}() {{\n  local current=${{COMP_WORDS[COMP_CWORD]}} words\n  case ${{COMP_WORDS[1]}} in\n", name);
  for (const auto* command : commands_of(app))
    text += fmt::format("    {}) words='{}' ;;\n", command->get_name(), fmt::join(words_after(*command), " "));
  text += fmt::format("  esac\n  if ((COMP_CWORD == 1)); then words='{} {}'; fi\n", fmt::join(command_names(app), " "),
                      fmt::join(option_names(app.get_options()), " "));
  text += "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\"; ((COMP_CWORD > 1)) && compgen -f -- \"$current\")\n";
  return text + fmt::format("}}\ncomplete -o filenames -F _{0} {0}\n", name);
}

std::string zsh_option(const CLI::Option& option, const std::string& name) {
  const auto value = takes_value(option) ? ":" + zsh_escaped(option.get_type_name()) + ":_files" : "";
  return quoted(name + "[" + zsh_escaped(option.get_description()) + "]" + value);
}

std::string zsh(const CLI::App& app) {
  auto text = fmt::format("#compdef {0}\n_{0}() {{\n  local -a commands=(\n", app.get_name());
  for (const auto* command : commands_of(app))
    text += fmt::format("    {}\n", quoted(command->get_name() + ":" + zsh_escaped(command->get_description())));
  text += "  )\n  if ((CURRENT == 2)); then _describe command commands; return; fi\n  case $words[2] in\n";
  for (const auto* command : commands_of(app)) {
    text += fmt::format("    {}) _arguments", command->get_name());
    if (const auto within = command_names(*command); !within.empty()) text += fmt::format(" '2:command:({})'", fmt::join(within, " "));
    for (const auto* option : options_of(*command))
      for (const auto& name : names_of(*option)) text += " " + zsh_option(*option, name);
    text += " '*:file:_files' ;;\n";
  }
  return text + fmt::format("  esac\n}}\ncompdef _{0} {0}\n", app.get_name());
}

std::string fish_option(const std::string& program, const std::string& command, const CLI::Option& option) {
  auto text = fmt::format("complete -c {} -n '__fish_seen_subcommand_from {}'", program, command);
  for (const auto& name : option.get_snames()) text += " -s " + name;
  for (const auto& name : option.get_lnames()) text += " -l " + name;
  return text + (takes_value(option) ? " -r" : "") + " -d " + quoted(option.get_description()) + "\n";
}

std::string fish(const CLI::App& app) {
  std::string text;
  for (const auto* command : commands_of(app)) {
    text += fmt::format("complete -c {} -n __fish_use_subcommand -f -a {} -d {}\n", app.get_name(), command->get_name(),
                        quoted(command->get_description()));
    for (const auto* within : commands_of(*command))
      text += fmt::format("complete -c {} -n '__fish_seen_subcommand_from {}' -f -a {} -d {}\n", app.get_name(), command->get_name(),
                          within->get_name(), quoted(within->get_description()));
    for (const auto* option : options_of(*command))
      if (option->nonpositional()) text += fish_option(app.get_name(), command->get_name(), *option);
  }
  return text;
}

}  // namespace

std::string completion(const CLI::App& app, const std::string& shell) {
  return shell == "bash" ? bash(app) : shell == "zsh" ? zsh(app) : fish(app);
}

}  // namespace commands
