#include <fmt/format.h>
#include <fmt/ranges.h>

#include "commands/manual.hpp"

namespace commands {
namespace {

// roff reads - as a hyphen, \ as a command, and a line that begins with . or ' as one too.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') result += "\\e";
    else if (c == '-') result += "\\-";
    else if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n')) result += fmt::format("\\&{}", c);
    else result += c;
  }
  return result;
}

std::string option_text(const CLI::Option& option) {
  const auto names = names_of(option);
  auto head = escaped(fmt::format("{}", fmt::join(names, ", ")));
  if (option.get_positional()) head += (names.empty() ? "" : ", ") + escaped(option.get_name(true, false));
  if (takes_value(option) && !names.empty()) head += fmt::format(" \\fI{}\\fR", escaped(option.get_type_name()));
  return fmt::format(".TP\n\\fB{}\\fR\n{}\n", head, escaped(option.get_description()));
}

std::string options_text(const CLI::App& app) {
  std::string text;
  for (const auto* option : app.get_options()) text += option_text(*option);
  return text;
}

std::string command_text(const CLI::App& command, const std::string& name) {
  const auto within = commands_of(command);
  std::string text;
  for (const auto* each : within) text += command_text(*each, name + " " + each->get_name());
  if (!within.empty()) return text;
  return fmt::format(".SS {}\n{}\n{}", name, escaped(command.get_description()), options_text(command));
}

}  // namespace

std::string man_page(const CLI::App& app) {
  auto text = fmt::format(".TH {} 1\n.SH NAME\n{} \\- {}\n", app.get_name(), app.get_name(), escaped(app.get_description()));
  text += fmt::format(".SH SYNOPSIS\n.B {}\nCOMMAND [OPTIONS]\n.SH OPTIONS\n{}.SH COMMANDS\n", app.get_name(), options_text(app));
  for (const auto* command : commands_of(app)) text += command_text(*command, command->get_name());
  return text + fmt::format(".SH NOTES\n{}\n", escaped(app.get_footer()));
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* command) { return !command->get_name().empty(); });
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const auto& name : option.get_snames()) names.push_back("-" + name);
  for (const auto& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

}  // namespace commands
