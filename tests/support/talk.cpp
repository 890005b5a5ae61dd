#include "support/talk.hpp"

#include <unistd.h>

#include <stdexcept>

#include "content/content_loader.hpp"
#include "content/diagnostic.hpp"

namespace support {

namespace fs = std::filesystem;

fs::path copy_of_flows(const fs::path& to) {
  fs::remove_all(to);
  fs::copy(MOORING_SOURCE_DIR "/flows", to, fs::copy_options::recursive);
  fs::copy(MOORING_SOURCE_DIR "/tests/core/flows", to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  return to;
}

std::shared_ptr<const core::Content> content() {
  static const std::shared_ptr<const core::Content> loaded = [] {
    const fs::path folder = copy_of_flows(fs::temp_directory_path() / ("mooring-flows-" + std::to_string(::getpid())));
    const content::Loaded result = content::load(folder);
    fs::remove_all(folder);
    std::string wrong;
    for (const content::Diagnostic& diagnostic : result.diagnostics) wrong += content::to_string(diagnostic) + "\n";
    if (!result.content) throw std::runtime_error(wrong);
    return result.content;
  }();
  return loaded;
}

Talk::Talk(std::shared_ptr<const core::Content> content) : content_(std::move(content)) {}

std::vector<std::string> Talk::take(const core::Input& input, const core::Risk& risk) {
  turn_ = core::step(*content_, *core::from_json(core::to_json(session_)), input, risk, now_);
  session_ = turn_.session;
  std::vector<std::string> replies;
  for (const core::Reply& reply : turn_.replies) replies.push_back(core::show(reply));
  return replies;
}

std::vector<std::string> Talk::say(std::string_view text, std::string_view reference) {
  const std::string clean = core::clean(text);
  now_ += std::chrono::seconds(5);
  return take({core::Input::Kind::text, clean, clean.size() > core::longest_message, reference}, core::assess(*content_, clean));
}

std::vector<std::string> Talk::change_key() { return take({core::Input::Kind::new_key, {}}, {}); }

std::vector<std::string> Talk::take_back(std::string_view reference) {
  return take({core::Input::Kind::taken_back, {}, false, reference}, {});
}

std::vector<std::string> Talk::wait(core::Duration time) {
  const core::TimePoint end = now_ + time;
  std::vector<std::string> all;
  while (turn_.due && *turn_.due <= end) {
    now_ = *turn_.due;
    for (std::string& reply : take({core::Input::Kind::timer, {}}, {})) all.push_back(std::move(reply));
  }
  now_ = end;
  return all;
}

std::string Talk::said() const {
  std::string all;
  for (const core::Reply& reply : turn_.replies) all += core::show(reply) + "\n";
  return all;
}

}  // namespace support
