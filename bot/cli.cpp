#include "cli.hpp"

#include <functional>
#include <iostream>

#include <poll.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "commands/chat.hpp"
#include "commands/check.hpp"
#include "commands/config_commands.hpp"
#include "commands/doctor.hpp"
#include "commands/extract.hpp"
#include "commands/graph.hpp"
#include "commands/helplines.hpp"
#include "commands/manual.hpp"
#include "commands/matrix_login.hpp"
#include "commands/person.hpp"
#include "commands/run.hpp"
#include "commands/scan.hpp"
#include "commands/signal_commands.hpp"
#include "commands/transcripts.hpp"
#include "commands/trouble.hpp"
#include "storage/error.hpp"

namespace cli {
namespace {

constexpr int wrong_use = 2, our_fault = 70;

/// What can be asked for, and where the answers are put. Help, man page and completion are all made from it.
class CommandLine {
 public:
  CommandLine() {
    app_.name("mooring");
    app_.require_subcommand(1);
    app_.set_version_flag("--version", "mooring " MOORING_VERSION);
    app_.footer("Exit codes: 0 fine, 1 the thing checked falls short, 2 wrong use or configuration, 70 a fault of ours.");
    talking();
    authoring();
    running();
    signal();
    hosting();
    describing();
  }

  int run(int argc, const char* const* argv) {
    app_.parse(argc, argv);
    for (const auto& [command, action] : actions_)
      if (command->parsed()) return action();
    return wrong_use;
  }

  int help(const CLI::ParseError& asked) const { return app_.exit(asked); }

 private:
  CLI::App* command(const char* name, const char* description, std::function<int()> action) {
    return command(app_, name, description, std::move(action));
  }

  CLI::App* command(CLI::App& parent, const char* name, const char* description, std::function<int()> action) {
    auto* added = parent.add_subcommand(name, description);
    actions_.emplace_back(added, std::move(action));
    return added;
  }

  static void flows_option(CLI::App* command, std::string& flows) {
    command->add_option("--flows", flows, "The folder of the conversations")->type_name("DIR");
  }

  void talking() {
    auto* chat = command("chat", "A conversation in the terminal", [this] { return commands::chat(chat_); });
    chat->add_option("--data", chat_.data, "Where the conversation is kept")->type_name("DIR");
    chat->add_flag("--memory", chat_.memory, "Keep nothing");
    chat->add_option("--lang", chat_.lang, "The language, such as en")->type_name("xx");
    chat->add_option("--country", chat_.country, "The country whose helplines are named, such as GB")->type_name("CC");
    flows_option(chat, chat_.flows);
    chat->add_flag("--json", chat_.json, "For scripts: each line is a message, each answer a line of JSON");
    chat->add_flag("--fast", chat_.fast, "Paced messages at once");
    chat->add_option("--from", chat_.from, "The number of the first message; a number answered before is answered the same again")
        ->type_name("N");
    chat->add_flag("--history", chat_.history, "Line editing remembers lines, in memory only");
  }

  void authoring() {
    auto* check = command("check", "Finds mistakes in conversations, translations, word lists and helplines",
                          [this] { return commands::check(check_flows_); });
    check->add_option("DIR,--flows", check_flows_, "The folder of the conversations")->type_name("DIR");

    auto* test = command("test", "Plays the transcripts under DIR/tests", [this] { return commands::test_transcripts(test_); });
    test->add_option("DIR,--flows", test_.flows, "The folder of the conversations")->type_name("DIR");
    test->add_flag("--coverage", test_.coverage, "Name every node and choice that no transcript visits");
    test->add_flag("--update", test_.update, "Write what the bot says into the transcripts");

    auto* graph = command("graph", "A conversation as a picture", [this] { return commands::graph(graph_); });
    graph->add_option("FLOW", graph_.flow, "Its id, such as grounding")->type_name("")->required();
    graph->add_option("--format", graph_.format, "mermaid, dot or svg")->type_name("NAME")->check(
        CLI::IsMember({"mermaid", "dot", "svg"}));
    flows_option(graph, graph_.flows);

    auto* extract = command("extract", "The .pot file for translators", [this] { return commands::extract(extract_flows_); });
    flows_option(extract, extract_flows_);
  }

  CLI::App* group(const char* name, const char* description) {
    auto* added = app_.add_subcommand(name, description);
    added->require_subcommand(1);
    return added;
  }

  void config_option(CLI::App* command, const char* names) {
    command->add_option(names, config_, "The configuration file")->type_name("FILE")->required();
  }

  void running() {
    config_option(command("run", "The bot on its channels, until SIGTERM", [this] { return commands::run(config_); }), "-c,--config");

    auto* config = group("config", "The configuration file");
    command(*config, "generate", "Prints an example with every key explained", [] { return commands::config_generate(); });
    config_option(command(*config, "check", "Names every mistake in a configuration file",
                          [this] { return commands::config_check(config_); }), "FILE,-c,--config");

    auto* matrix = group("matrix", "The bot's Matrix account");
    config_option(command(*matrix, "login", "Asks for the password, tries it, and writes what the bot logs in with",
                          [this] { return commands::matrix_login(config_); }), "-c,--config");
  }

  void signal() {
    auto* signal = group("signal", "The bot's Signal account");
    config_option(command(*signal, "link", "Shows a code that a phone scans, and makes the bot a device of its account",
                          [this] { return commands::signal_link(config_); }), "-c,--config");
    auto* added = command(*signal, "register", "Makes an account for a number of the bot's own",
                          [this] { return commands::signal_register(config_, by_call_); });
    config_option(added, "-c,--config");
    added->add_flag("--voice", by_call_, "The code comes by a call, and not by SMS");
    config_option(command(*signal, "captcha", "Gives Signal the captcha that it has asked the running bot for",
                          [this] { return commands::signal_captcha(config_); }), "-c,--config");
  }

  void hosting() {
    config_option(command("doctor", "Looks at everything around the bot, one line each, with the mend",
                          [this] { return commands::doctor(config_); }), "-c,--config");

    auto* scan = command("scan", "Classifies each line: level, kind and the rule that decided", [this] { return commands::scan(scan_); });
    scan->add_option("FILE", scan_.file, "A text file; standard input without it")->type_name("");
    scan->add_flag("--json", scan_.json, "A JSON object a line");
    flows_option(scan, scan_.flows);

    auto* lines = command("helplines", "What the bot would name, with source and date", [this] { return commands::helplines(helplines_); });
    lines->add_option("--country", helplines_.country, "Its code or name")->type_name("CC")->required();
    lines->add_option("--kind", helplines_.kind, "One kind, such as sexual_violence")->type_name("K");
    lines->add_flag("--json", helplines_.json, "One JSON array");
    flows_option(lines, helplines_.flows);

    person_options(command("forget", "Erases a person", [this] { return commands::forget(person_); }));
    person_options(command("export", "All that is kept of a person, as JSON", [this] { return commands::export_person(person_); }));
  }

  void person_options(CLI::App* command) {
    command->add_option("--channel", person_.channel, "The channel, such as terminal")->type_name("C")->required();
    command->add_option("--address", person_.address, "The address on that channel")->type_name("A")->required();
    auto* data = command->add_option("--data", person_.data, "Where the bot keeps its data")->type_name("DIR");
    command->add_option("-c,--config", person_.config, "The configuration, which says so")->type_name("FILE")->excludes(data);
  }

  void describing() {
    command("man", "The man page", [this] { std::cout << commands::man_page(app_); return 0; });
    auto* completion = command("completion", "The completion script of a shell",
                               [this] { std::cout << commands::completion(app_, shell_); return 0; });
    completion->add_option("SHELL", shell_, "bash, zsh or fish")->type_name("")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  }

  CLI::App app_{"Short, guided conversations about closeness, for the hard hours; nothing in them is generated"};
  std::vector<std::pair<CLI::App*, std::function<int()>>> actions_;
  commands::ChatOptions chat_;
  commands::TranscriptOptions test_;
  commands::GraphOptions graph_;
  commands::ScanOptions scan_;
  commands::HelplinesOptions helplines_;
  commands::PersonOptions person_;
  std::string check_flows_, extract_flows_, config_, shell_;
  bool by_call_ = false;
};

int fail(int code, const std::string& sentence) {
  std::cerr << "mooring: " << sentence << '\n';
  return code;
}

bool nobody_reads() {
  pollfd output{STDOUT_FILENO, POLLOUT, 0};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

// What went into a pipe that nobody reads, or onto a full disk, is known only at the end.
int written(int code) {
  if (std::cout.flush()) return code;
  return fail(wrong_use, nobody_reads() ? "Nobody reads the output any more, so this stops here."
                                        : "The output can't be written: the disk is full, or the output is closed.");
}

}  // namespace

int run(int argc, const char* const* argv) {
  CommandLine line;
  try {
    return written(line.run(argc, argv));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return written(line.help(error));
    return fail(wrong_use, std::string(error.what()) + "; see mooring --help.");
  } catch (const commands::Trouble& trouble) {
    return fail(wrong_use, trouble.what());
  } catch (const storage::StoreError& error) {
    return fail(wrong_use, error.what());
  } catch (const std::filesystem::filesystem_error&) {
    return fail(wrong_use, "A file or folder can't be reached or written: run this as the user that it belongs to, such as with sudo -u mooring.");
  } catch (const std::exception&) {
    // Its text may hold what a person wrote.
    return fail(our_fault, "Something went wrong that is our fault, not yours; nothing that was answered is lost.");
  }
}

}  // namespace cli
