#include "commands/signal_qr.hpp"

#include <qrencode.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace commands {
namespace {

constexpr int margin = 4;  // modules, as ISO/IEC 18004 asks for
constexpr std::size_t longest_text = 2000;  // bytes; a code holds 2953 at most
/// Colours of the 256 that no theme gives other values to.
constexpr std::string_view black_on_white = "\x1b[38;5;16;48;5;231m", usual_colours = "\x1b[0m";

struct Free {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

/// The squares of a code, and the light ones around it.
class Modules {
 public:
  explicit Modules(std::string_view text) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    code_.reset(QRcode_encodeData(static_cast<int>(text.size()), bytes, 0, QR_ECLEVEL_L));
    if (!code_) throw std::length_error("no QR code holds this");
  }

  int width() const { return code_->width; }
  bool dark(int x, int y) const {
    if (x < 0 || y < 0 || x >= width() || y >= width()) return false;
    return (code_->data[y * width() + x] & 1) != 0;
  }

 private:
  std::unique_ptr<QRcode, Free> code_;
};

std::string line_of(const Modules& modules, int y) {
  constexpr std::array<std::string_view, 4> blocks{" ", "▀", "▄", "█"};
  std::string line;
  for (int x = -margin; x < modules.width() + margin; ++x)
    line += blocks[(modules.dark(x, y) ? 1U : 0U) + (modules.dark(x, y + 1) ? 2U : 0U)];
  return line;
}

}  // namespace

std::vector<std::string> qr_lines(std::string_view text) {
  if (text.empty() || text.size() > longest_text) throw std::length_error("no QR code is made of this");
  const Modules modules(text);
  std::vector<std::string> lines;
  for (int y = -margin; y < modules.width() + margin; y += 2) lines.push_back(line_of(modules, y));
  return lines;
}

std::string qr_for_terminal(std::string_view text) {
  std::string shown;
  for (const std::string& line : qr_lines(text)) shown.append(black_on_white).append(line).append(usual_colours).append("\n");
  return shown;
}

}  // namespace commands
