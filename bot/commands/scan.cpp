#include "commands/scan.hpp"

#include <fstream>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "commands/folders.hpp"
#include "commands/read_line.hpp"
#include "commands/trouble.hpp"
#include "core/message.hpp"

namespace commands {
namespace {

std::string as_columns(const core::Risk& risk) {
  return fmt::format("{}\t{}\t{}", name(risk.level), name(risk.kind), risk.rule);
}

std::string as_json(const std::string& line, const core::Risk& risk) {
  nlohmann::ordered_json object{{"text", line}, {"level", name(risk.level)}, {"kind", nullptr}, {"rule", nullptr}};
  if (risk.level != core::Level::none) object.update({{"kind", name(risk.kind)}, {"rule", risk.rule}});
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

int scan_lines(std::istream& in, const core::Content& content, bool json) {
  while (const auto line = read_line(in, longest_line)) {
    const auto risk = core::assess(content, core::clean(line->text));
    std::cout << (json ? as_json(line->text, risk) : as_columns(risk)) << '\n';
    if (in.rdbuf()->in_avail() <= 0) std::cout.flush();  // whoever writes line by line waits for the answer
    if (line->cut) std::cerr << "mooring: of a line over 4 MiB only the beginning was looked at.\n";
    if (!std::cout) break;
  }
  if (in.bad()) throw Trouble("The text can't be read; name a text file, or pipe one in.");
  return 0;
}

}  // namespace

int scan(const ScanOptions& options) {
  const auto content = load_content(options.flows);
  if (options.file.empty() || options.file == "-") return scan_lines(std::cin, *content, options.json);
  std::ifstream file(options.file, std::ios::binary);
  if (!file) throw Trouble(fmt::format("{} can't be opened; name a text file, or leave it out to read standard input.", options.file));
  return scan_lines(file, *content, options.json);
}

}  // namespace commands
