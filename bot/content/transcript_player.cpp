#include "content/transcript_player.hpp"

#include <algorithm>

#include "core/message.hpp"

namespace content {
namespace {

constexpr int most_timers = 1000;  // in one wait: more is a loop

/// One person's side of the bot, as the runtime and the store would keep it, with a clock of its own.
class Player {
 public:
  Player(const core::Content& content, const Transcript& transcript, core::Trace* trace)
      : content_(content), transcript_(transcript), trace_(trace) {
    begin();
  }

  Played answer(const Exchange& turn) {
    played_ = {};
    if (turn.does == Exchange::Does::wait) wait(turn.wait);
    else write(turn);
    return std::move(played_);
  }

 private:
  void begin() {
    core::Session session;
    if (!transcript_.country.empty()) session.person["country"] = transcript_.country;
    if (!transcript_.language.empty()) session.person["language"] = transcript_.language;
    saved_ = core::to_json(session);
    due_.reset();
  }

  void write(const Exchange& turn) {
    if (turn.does == Exchange::Does::tap && std::ranges::find(offered_, turn.text) == offered_.end())
      played_.problem = "\"" + turn.text + "\" was not on offer";
    const auto text = core::clean(turn.text);
    step({core::Input::Kind::text, text, text.size() > core::longest_message}, core::assess(content_, text));
  }

  void wait(core::Duration duration) {
    const auto until = now_ + duration;
    for (int timers = 0; due_ && *due_ <= until; ++timers) {
      if (timers == most_timers) { played_.problem = "the timers never end"; break; }
      now_ = std::max(now_, *due_);
      step({core::Input::Kind::timer, {}, false}, {});
    }
    now_ = until;
    if (const auto session = core::from_json(saved_); session && core::expires(*session) <= now_) begin();
  }

  void step(const core::Input& input, const core::Risk& risk) {
    auto turn = core::step(content_, core::from_json(saved_).value_or(core::Session{}), input, risk, now_, trace_);
    saved_ = core::to_json(turn.session);
    if (core::from_json(saved_) != turn.session) played_.problem = "the session is not the same once saved and read again";
    due_ = turn.due;
    for (const auto& reply : turn.replies) played_.bot.push_back(core::show(reply));
    if (!turn.replies.empty()) offered_ = turn.replies.back().choices;
    if (turn.then == core::Then::forget) begin();
  }

  const core::Content& content_;
  const Transcript& transcript_;
  core::Trace* trace_;
  std::string saved_;
  std::optional<core::TimePoint> due_;
  core::TimePoint now_ = transcripts_begin;
  std::vector<std::string> offered_;
  Played played_;
};

}  // namespace

std::vector<Played> play(const core::Content& content, const Transcript& transcript, core::Trace* trace) {
  Player player(content, transcript, trace);
  std::vector<Played> played;
  for (const auto& turn : transcript.turns) played.push_back(player.answer(turn));
  return played;
}

}  // namespace content
