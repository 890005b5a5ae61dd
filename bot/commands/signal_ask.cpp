#include "commands/signal_ask.hpp"

#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <optional>

#include <fmt/format.h>

#include "commands/read_line.hpp"
#include "commands/trouble.hpp"

namespace commands {
namespace {

constexpr std::size_t longest = 64 * 1024;
constexpr char interrupt = '\x03', end_of_input = '\x04', backspace = '\b', rubout = '\x7f';

/// The terminal gives each byte at once, and puts no line together. Ctrl-C is a byte too, so that nobody is left in it.
class BytewiseTerminal {
 public:
  BytewiseTerminal() {
    ::tcgetattr(STDIN_FILENO, &before_);
    termios now = before_;
    now.c_lflag &= ~static_cast<tcflag_t>(ICANON | ISIG);
    now.c_cc[VMIN] = 1;
    now.c_cc[VTIME] = 0;
    ::tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
  }
  ~BytewiseTerminal() { ::tcsetattr(STDIN_FILENO, TCSADRAIN, &before_); }
  BytewiseTerminal(const BytewiseTerminal&) = delete;
  BytewiseTerminal& operator=(const BytewiseTerminal&) = delete;

 private:
  termios before_{};
};

std::string typed(const std::string& question) {
  const BytewiseTerminal terminal;  // before anyone can answer
  std::cout << question << std::flush;
  std::string line;
  for (char byte = 0; ::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n' && byte != end_of_input;) {
    if (byte == interrupt) return {};
    if (byte != backspace && byte != rubout) line.push_back(byte);
    else if (!line.empty()) line.pop_back();
    if (line.size() > longest) return {};
  }
  return line;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const auto begin = text.find_first_not_of(spaces);
  return begin == std::string_view::npos ? "" : std::string(text.substr(begin, text.find_last_not_of(spaces) - begin + 1));
}

}  // namespace

std::string ask_line(const std::string& question) {
  std::string line;
  if (::isatty(STDIN_FILENO)) line = typed(question);
  else if (auto read = read_line(std::cin, longest)) line = std::move(read->text);
  line = trimmed(line);
  if (line.empty()) throw Trouble("Nothing was given, so this ends here; run it again when you have it.");
  return line;
}

std::string ask_captcha(const std::string& page) {
  std::cout << fmt::format("Signal asks for a captcha. Solve it in a browser, best on this machine's internet address:\n"
                           "  {}\nThen copy the address of the link “Open Signal”, and paste it here.\n", page) << std::flush;
  std::string link = ask_line("signalcaptcha:// link: ");
  if (!link.starts_with("signalcaptcha://"))
    throw Trouble("That is not the link: it begins with signalcaptcha:// and lies under “Open Signal”; run this again "
                  "with it.");
  return link;
}

}  // namespace commands
