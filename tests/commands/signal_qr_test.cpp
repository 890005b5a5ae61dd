#include "commands/signal_qr.hpp"

#include <gmock/gmock.h>
#include <qrencode.h>

#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::StartsWith;

using Modules = std::vector<std::vector<bool>>;
const std::string link = "sgnl://linkdevice?uuid=Jq5nIbGnQcWhHc3T2y0LxA%3D%3D&pub_key=BdSqxKZ4u1CRxV0w2bWlCk7cGm6mYxVJb0w";

/// The squares that are shown: true is dark.
Modules seen(const std::vector<std::string>& lines) {
  const std::map<std::string, std::pair<bool, bool>> halves{
      {" ", {false, false}}, {"▀", {true, false}}, {"▄", {false, true}}, {"█", {true, true}}};
  Modules modules;
  for (const std::string& line : lines) {
    std::vector<bool> upper, lower;
    for (std::size_t at = 0, length = 0; at < line.size(); at += length) {
      length = line[at] == ' ' ? 1 : 3;
      const auto [above, below] = halves.at(line.substr(at, length));
      upper.push_back(above);
      lower.push_back(below);
    }
    modules.push_back(upper);
    modules.push_back(lower);
  }
  return modules;
}

TEST(QrCode, shows_every_square_of_the_code) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(link.data());
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(link.size()), bytes, 0, QR_ECLEVEL_L), QRcode_free);
  const auto width = static_cast<std::size_t>(code->width);
  const Modules modules = seen(commands::qr_lines(link));
  ASSERT_GE(modules.size(), width + 8);
  for (std::size_t y = 0; y < width; ++y)
    for (std::size_t x = 0; x < width; ++x)
      EXPECT_EQ(modules[y + 4][x + 4], (code->data[y * width + x] & 1) != 0) << x << ' ' << y;
}

TEST(QrCode, has_a_light_margin_of_four_squares) {
  const Modules modules = seen(commands::qr_lines(link));
  const std::size_t width = modules.front().size();
  for (std::size_t y = 0; y < modules.size(); ++y)
    for (std::size_t x = 0; x < width; ++x)
      EXPECT_FALSE(modules[y][x] && (y < 4 || x < 4 || y >= width - 4 || x >= width - 4)) << x << ' ' << y;
  EXPECT_TRUE(modules[4][4]) << "the corner of the finder";
}

TEST(QrCode, fits_a_terminal_beside_some_text) {
  const auto lines = commands::qr_lines(link);
  EXPECT_LE(lines.size(), 30U);
  EXPECT_LE(seen(lines).front().size(), 80U);
}

TEST(QrCode, brings_its_own_colours) {
  std::istringstream shown(commands::qr_for_terminal(link));
  for (std::string line; std::getline(shown, line);)
    EXPECT_THAT(line, AllOf(StartsWith("\x1b[38;5;16;48;5;231m"), EndsWith("\x1b[0m")));
}

TEST(QrCode, is_not_made_of_nothing_nor_of_too_much) {
  EXPECT_THROW(commands::qr_lines(""), std::length_error);
  EXPECT_THROW(commands::qr_lines(std::string(2001, 'a')), std::length_error);
  EXPECT_FALSE(commands::qr_lines(std::string(2000, 'a')).empty());
}

}  // namespace
