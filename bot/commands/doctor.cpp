#include "commands/doctor.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <iostream>

#include "commands/config.hpp"
#include "commands/doctor_folders.hpp"
#include "commands/doctor_http.hpp"
#include "commands/doctor_matrix.hpp"
#include "commands/doctor_signal.hpp"
#include "commands/trouble.hpp"

namespace commands {
namespace {

/// Shows each finding at once: some of them take their time.
class Report {
 public:
  void add(std::string_view about, const Finding& finding) {
    std::cout << line_of(about, finding) << '\n' << std::flush;
    if (finding.kind == Finding::Kind::failure) code_ = 1;
  }
  int code() const { return code_; }

 private:
  int code_ = 0;
};

/// Root may enter and read everything, so that nothing could be told of what the bot may.
void refuse_root(const Config& config) {
  struct stat status {};
  if (::geteuid() != 0 || ::stat(config.store.c_str(), &status) != 0 || status.st_uid == 0) return;
  throw Trouble("This has to be run as the bot's own user, such as with sudo -u mooring: root may do what the bot may not.");
}

void look_at_content(const Config& config, Report& report) {
  const Finding readable = check_content(config);
  report.add("content", readable);
  if (readable.kind == Finding::Kind::ok) report.add("content", check_review(config.content));
  report.add("content", check_country(config));
}

}  // namespace

int doctor(const std::string& config_file) {
  const Config config = load_config(config_file);
  refuse_root(config);
  Report report;
  look_at_content(config, report);
  report.add("store", check_store(config.store));
  if (config.matrix) report.add("matrix", check_matrix_secrets(*config.matrix));
  if (config.matrix) report.add("matrix", check_homeserver(*config.matrix));
  if (config.signal)
    for (const Finding& finding : check_signal(*config.signal, config.store)) report.add("signal", finding);
  if (config.metrics_listen) report.add("bot", check_running(*config.metrics_listen));
  return report.code();
}

}  // namespace commands
