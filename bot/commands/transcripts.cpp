#include "commands/transcripts.hpp"

#include <fstream>
#include <iostream>

#include <fmt/ostream.h>

#include "commands/folders.hpp"
#include "commands/trouble.hpp"
#include "content/coverage.hpp"
#include "content/file.hpp"
#include "content/transcript_update.hpp"

namespace fs = std::filesystem;

namespace commands {
namespace {

// Beside the file first: a full disk must not cost what somebody wrote.
void replace_file(const fs::path& path, const std::string& text) {
  const fs::path fresh = path.string() + ".new";
  std::ofstream out(fresh, std::ios::binary);
  out << text;
  out.close();
  std::error_code failed;
  if (out) fs::rename(fresh, path, failed);
  if (out && !failed) return;
  fs::remove(fresh, failed);
  throw Trouble(fmt::format("{} can't be written; is the folder read-only, or the disk full?", path.string()));
}

class Run {
 public:
  Run(const core::Content& content, bool update) : content_(content), update_(update) {}

  void play(const fs::path& path) {
    content::Diagnostics found;
    const auto transcript = content::read_transcript(path, found);
    for (const auto& diagnostic : found) std::cout << to_string(diagnostic) << '\n';
    ++total_;
    if (!transcript || !compare(path, *transcript)) ++failed_;
  }

  bool sum_up() const {
    fmt::print(std::cout, "{} transcripts, {} {}.\n", total_, update_ ? changed_ : failed_, update_ ? "rewritten" : "not as written");
    return failed_ == 0;
  }

  bool sum_up_coverage() const {
    const auto unvisited = coverage_.unvisited(content_);
    for (const auto& path : unvisited) fmt::print(std::cout, "never visited: {}\n", path);
    fmt::print(std::cout, "{} nodes and choices were never visited.\n", unvisited.size());
    return unvisited.empty();
  }

 private:
  bool compare(const fs::path& path, const content::Transcript& transcript) {
    const auto played = content::play(content_, transcript, &coverage_);
    if (update_) return rewrite(path, transcript, played);
    const auto text = content::differences(transcript, played);
    std::cout << text;
    return text.empty();
  }

  bool rewrite(const fs::path& path, const content::Transcript& transcript, const std::vector<content::Played>& played) {
    content::Diagnostics found;
    const auto before = content::read_file(path, found).value_or("");
    const auto after = content::updated(before, transcript, played);
    if (after != before) {
      replace_file(path, after);
      fmt::print(std::cout, "{}\n", path.string());
      ++changed_;
    }
    return report_problems(transcript, played);
  }

  static bool report_problems(const content::Transcript& transcript, const std::vector<content::Played>& played) {
    bool none = true;
    for (std::size_t i = 0; i < played.size(); ++i)
      if (!played[i].problem.empty()) {
        fmt::print(std::cout, "{}:{}: {}\n", transcript.file, transcript.turns[i].line, played[i].problem);
        none = false;
      }
    return none;
  }

  const core::Content& content_;
  bool update_;
  content::Coverage coverage_;
  std::size_t total_ = 0, failed_ = 0, changed_ = 0;
};

}  // namespace

int test_transcripts(const TranscriptOptions& options) {
  const auto content = load_content(options.flows);
  const auto files = content::transcripts_in(find_flows(options.flows));
  if (files.empty()) throw Trouble("There are no transcripts; they belong into tests/<flow>/ beside the conversations.");
  Run run(*content, options.update);
  for (const auto& file : files) run.play(file);
  const bool as_written = run.sum_up();
  const bool covered = !options.coverage || run.sum_up_coverage();
  return as_written && covered ? 0 : 1;
}

}  // namespace commands
