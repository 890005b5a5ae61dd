#include "content/flows.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "core/content.hpp"

namespace tests {
namespace {

namespace fs = std::filesystem;

std::string answers() {
  std::string text = "review: none\nlines:\n";
  for (std::size_t i = 0; i < core::line_count; ++i) {
    const auto line = static_cast<core::Line>(i);
    const char* said = line == core::Line::yes ? "Agreed" : line == core::Line::no ? "Rather not" : "Fine.";
    text += fmt::format("  \"{}\": {}\n", core::name(line), said);
  }
  return text;
}

}  // namespace

Flows::Flows() {
  std::string name = (fs::temp_directory_path() / "mooring-flows-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  folder_ = name;
  const fs::path ours = fs::path(MOORING_SOURCE_DIR) / "flows";
  fs::copy(ours / "schema", folder_ / "schema");
  fs::copy(ours / "words", folder_ / "words");
  write("system/answers.yaml", answers());
  write("helplines.json", R"({"countries": [{"code": "GB", "names": ["United Kingdom"]}], "lines": []})");
  for (const char* id : {"welcome", "menu", "crisis", "helplines", "notebook", "privacy", "return", "help"})
    write(fmt::format("system/{}.yaml", id),
          fmt::format("flow: {}\ntitle: T\nreview: none\nstart: a\nnodes: {{a: {{end: true}}}}\n", id));
}

Flows::~Flows() { fs::remove_all(folder_); }

void Flows::write(const std::string& path, std::string_view text) const {
  fs::create_directories((folder_ / path).parent_path());
  std::ofstream(folder_ / path, std::ios::binary) << text;
}

void Flows::remove(const std::string& path) const { fs::remove(folder_ / path); }

void Flows::write_flow(const std::string& id, std::string_view nodes) const {
  write(id + ".yaml", fmt::format("flow: {}\ntitle: A {}\nkeywords: {} words\nreview: none\nstart: a\nnodes:\n{}", id, id, id, nodes));
}

std::string listed(const content::Diagnostics& found) {
  std::string text;
  for (const content::Diagnostic& each : found)
    text += fmt::format("{} {}:{}:{} {}\n", content::name(each.code), fs::path(each.place.file).filename().string(),
                        each.place.line, each.place.column, each.message);
  return text;
}

}  // namespace tests
