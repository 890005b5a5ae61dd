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

  // GCC 12 makes wrong code of this when it does more than wait: the rest is in the two functions below.
  asio::awaitable<std::optional<std::string>> next() override {
    begin_line();
    for (;;) {
      const bool ready = co_await readable_.wait();
      if (!ready) break;
      rl_callback_read_char();
      if (done) break;
    }
    co_return end_line();
  }

  void stop() override { readable_.stop(); }

  void before_output() override {
    if (editing_) write_all(STDOUT_FILENO, "\r\x1b[K");
  }
  void after_output() override {
    if (editing_) rl_forced_update_display();
  }

 private:
  void begin_line() {
    done = ended = false;
    rl_callback_handler_install(prompt, take);
    editing_ = true;
  }

  std::optional<std::string> end_line() {
    editing_ = false;
    if (!done) rl_callback_handler_remove();
    if (!done || ended) return std::nullopt;
    if (remember_) add_history(finished.c_str());
    return std::exchange(finished, {});
  }

  Readable readable_;
  bool remember_, editing_ = false;
};

}  // namespace

std::unique_ptr<LineSource> edited_lines(const asio::any_io_executor& executor, bool remember) {
  return std::make_unique<EditedLines>(executor, remember);
}

}  // namespace terminal
