#include "commands/chat.hpp"

#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <clocale>
#include <csignal>

#include "adapters/terminal/terminal.hpp"
#include "commands/chat_lines.hpp"
#include "commands/folders.hpp"
#include "commands/private_memory.hpp"
#include "commands/trouble.hpp"
#include "runtime/bot.hpp"
#include "storage/memory_store.hpp"
#include "storage/sqlite_store.hpp"

namespace asio = boost::asio;

namespace commands {
namespace {

core::TimePoint now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::unique_ptr<storage::Store> open_store(const ChatOptions& options) {
  if (options.memory) return std::make_unique<storage::MemoryStore>();
  return storage::open_sqlite(find_data(options.data));
}

/// A country in any spelling. Empty stays empty: the bot asks.
std::string country_code(const core::Content& content, const std::string& written) {
  if (written.empty()) return {};
  if (const core::Country* country = content.helplines.country(written)) return country->code;
  throw Trouble("That country is not known here; give its two letters, such as --country GB, or leave it out.");
}

std::string known_language(const core::Content& content, const std::string& language) {
  if (language.empty() || content.words.contains(language)) return language;
  throw Trouble("The conversations are not there in that language; leave --lang out to have them in English.");
}

int talk(const ChatOptions& options, runtime::Turns& turns, const content::Library& library) {
  asio::io_context context(1);
  const bool typed = ::isatty(STDIN_FILENO) && ::isatty(STDOUT_FILENO);
  auto lines = typed ? terminal::edited_lines(context.get_executor(), options.history)
                     : terminal::plain_lines(context.get_executor(), STDIN_FILENO);
  terminal::Terminal terminal(std::move(lines), STDOUT_FILENO, std::to_string(now().time_since_epoch().count()) + "-");
  runtime::Bot bot(context.get_executor(), turns, library, now);
  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](auto error, int) { if (!error) terminal.stop(); });
  std::exception_ptr fault;
  asio::co_spawn(context, bot.serve({&terminal}), [&](std::exception_ptr thrown) { fault = thrown; signals.cancel(); });
  context.run();
  if (fault) std::rethrow_exception(fault);
  if (terminal.output_error() != 0)
    throw Trouble("The answers can't be written any more; what was said is kept. Start again when there is a place to write.");
  return 0;
}

}  // namespace

int chat(const ChatOptions& options) {
  keep_memory_private();
  std::setlocale(LC_CTYPE, "C.UTF-8");  // what line editing reads is UTF-8 whatever the machine's settings say
  content::Library library;
  library.add(load_content(options.flows));
  const core::Content& content = *library.newest();
  const runtime::Defaults defaults{known_language(content, options.lang), country_code(content, options.country)};
  const std::unique_ptr<storage::Store> store = open_store(options);
  runtime::Turns turns(*store, library, defaults);
  if (!options.json) return talk(options, turns, library);
  turns.maintain(now());
  return ChatLines(turns, *store, library, {options.fast, options.from}).run();
}

}  // namespace commands
