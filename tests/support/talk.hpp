#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine.hpp"

namespace support {

/// The project's content and the little flows of tests/core/flows, loaded once.
std::shared_ptr<const core::Content> content();

/// The same from a copy of the flows folder in which a test may change files first.
std::filesystem::path copy_of_flows(const std::filesystem::path& to);

/// A conversation in a test: what is said, what comes back, and time that goes by when it is told to. The session is
/// saved and loaded between every two turns.
class Talk {
 public:
  explicit Talk(std::shared_ptr<const core::Content> content = support::content());

  /// What the bot says to it, each reply as text with its choices numbered below.
  std::vector<std::string> say(std::string_view text, std::string_view reference = {});
  /// The message of that reference is taken back.
  std::vector<std::string> take_back(std::string_view reference);
  /// Whoever writes from now on has another key.
  std::vector<std::string> change_key();
  /// Lets time go by, and returns what is said meanwhile.
  std::vector<std::string> wait(core::Duration time);
  /// From now on with other content, as after an update.
  void use(std::shared_ptr<const core::Content> content) { content_ = std::move(content); }

  core::Session& session() { return session_; }
  const core::Turn& turn() const { return turn_; }
  std::string flow() const { return std::string(core::where(session_).flow); }
  std::string node() const { return std::string(core::where(session_).node); }
  /// Everything of the last turn in one text.
  std::string said() const;

 private:
  std::vector<std::string> take(const core::Input& input, const core::Risk& risk);

  std::shared_ptr<const core::Content> content_;
  core::Session session_;
  core::Turn turn_;
  core::TimePoint now_ = core::TimePoint(std::chrono::hours(24 * 20'000));
};

}  // namespace support
