#include "adapters/terminal/output.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "core/text.hpp"

namespace terminal {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string wrap(std::string_view text, std::size_t width) {
  std::string wrapped;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n", 1), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    if (word[0] == '\n') column = 0;
    else if (word[0] == ' ' && column + core::length(word) > width) {
      wrapped += '\n';
      word.remove_prefix(1);
      column = 0;
    }
    wrapped += word;
    column += core::length(word) - (word.starts_with('\n') ? 1 : 0);
  }
  return wrapped;
}

std::size_t width(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp<std::size_t>(size.ws_col, 20, 80);
}

}  // namespace terminal
