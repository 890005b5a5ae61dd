#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/message.hpp"

namespace signal_channel {

/// What people wrote while nobody was listening. signal-cli hands it on one by one and never says that this was all, so it
/// is kept until nothing more comes, and then answered together: once to each of them.
class Backlog {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  static Backlog from_note(std::string_view note);
  /// Everything in it: texts, for a sealed note.
  std::string note() const;

  void add(core::Message message, Moment now);
  /// What was taken back is not answered.
  void remove(std::string_view conversation, std::string_view reference);
  bool empty() const { return messages_.empty(); }
  /// Whether it is to be answered, where nothing more came for `quiet`.
  bool is_due(Moment now, bool is_quiet) const { return !empty() && (is_quiet || now >= first_ + longest); }
  /// Of pictures and the like only the last, and none beside words.
  std::vector<core::Message> take();

  static constexpr std::chrono::milliseconds quiet{300}, longest{2000};

 private:
  bool is_passed_over(std::size_t at) const;

  std::vector<core::Message> messages_;
  Moment first_{};
};

}  // namespace signal_channel
