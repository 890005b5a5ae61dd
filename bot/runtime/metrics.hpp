#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "runtime/trouble.hpp"

namespace runtime {

/// Counts and times for whoever runs the bot, as Prometheus reads them. No name, address or text goes in: the only label
/// is the channel, and one that is not ours counts as "other". On the io_context's thread.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  /// From now on the channel's counts are shown, from zero.
  void begin(std::string_view channel);
  void received(std::string_view channel);
  void crisis();
  void sent(std::string_view channel);
  void not_sent(std::string_view channel);
  void given_up(std::string_view channel);
  /// What is the matter with the channel from now on.
  void trouble(std::string_view channel, Trouble trouble);
  /// From the moment a message was received until its reply was accepted.
  void answer_took(std::chrono::nanoseconds time);
  /// What the store needed for one batch of messages.
  void commit_took(std::chrono::nanoseconds time);
  /// How many messages stand before the store just now.
  void waiting(std::size_t messages);

  /// Prometheus' text format.
  std::string text() const;

 private:
  struct Counters;
  std::unique_ptr<Counters> counters_;
};

}  // namespace runtime
