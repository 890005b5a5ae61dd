#include <editline/readline.h>
#include <unistd.h>

#include <cstdlib>

#include "adapters/terminal/line_source.hpp"
#include "adapters/terminal/output.hpp"

namespace terminal {

namespace asio = boost::asio;

namespace {

constexpr const char* prompt = "> ";

// libedit calls a plain function with each finished line, so what it leaves has to lie here.
std::string finished;
bool done = false, ended = false;

void take(char* line) {
  done = true;
  ended = line == nullptr;
  finished = line ? line : "";
  std::free(line);
  rl_callback_handler_remove();
}

class EditedLines final : public LineSource {
 public:
  EditedLines(const asio::any_io_executor& executor, bool remember) : readable_(executor, STDIN_FILENO), remember_(remember) {
    rl_readline_name = "mooring";
    if (remember_) using_history();
  }

  asio::awaitable<std::optional<std::string>> next() override {
    done = ended = false;
    rl_callback_handler_install(prompt, take);
    editing_ = true;
    while (!done && co_await readable_.wait()) rl_callback_read_char();
    editing_ = false;
    if (!done) rl_callback_handler_remove();
    if (!done || ended) co_return std::nullopt;
    if (remember_) add_history(finished.c_str());
    co_return std::exchange(finished, {});
  }

  void stop() override { readable_.stop(); }

  void before_output() override {
    if (editing_) write_all(STDOUT_FILENO, "\r\x1b[K");
  }
  void after_output() override {
    if (editing_) rl_forced_update_display();
  }

 private:
  Readable readable_;
  bool remember_, editing_ = false;
};

}  // namespace

std::unique_ptr<LineSource> edited_lines(const asio::any_io_executor& executor, bool remember) {
  return std::make_unique<EditedLines>(executor, remember);
}

}  // namespace terminal
