#include "commands/chat_lines.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "adapters/terminal/terminal.hpp"
#include "commands/read_line.hpp"
#include "commands/trouble.hpp"
#include "runtime/bot.hpp"

namespace commands {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t longest_line = terminal::LineSource::longest_line;
/// A flow without an end to its pacing is refused by the linter; this is for one that was never linted.
constexpr int most_paced = 1000;

std::uint64_t last_number(storage::Store& store) {
  const std::string value = store.cursor(terminal::channel_name);
  return value.empty() ? 0 : std::stoull(value);
}

ordered_json or_null(const std::string& text) { return text.empty() ? ordered_json(nullptr) : ordered_json(text); }

ordered_json as_json(const runtime::Outcome& outcome) {
  ordered_json replies = ordered_json::array();
  for (const runtime::OutReply& each : outcome.replies)
    replies.push_back({{"text", each.reply.text}, {"choices", each.reply.choices}, {"urgent", each.reply.urgent}});
  ordered_json risk = {{"level", core::name(outcome.risk.level)}};
  if (outcome.risk.level != core::Level::none) risk["kind"] = core::name(outcome.risk.kind);
  return {{"replies", std::move(replies)}, {"flow", or_null(outcome.flow)}, {"node", or_null(outcome.node)},
          {"risk", std::move(risk)}};
}

}  // namespace

ChatLines::ChatLines(runtime::Turns& turns, storage::Store& store, const content::Library& library, Options options)
    : turns_(turns), library_(library), options_(options),
      last_(last_number(store)), number_(options.from != 0 ? options.from : last_ + 1) {}

core::TimePoint ChatLines::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) + ahead_;
}

int ChatLines::run() {
  if (options_.from == 0)
    for (const runtime::Outcome& outcome : turns_.unsent()) print(outcome);
  while (const auto line = read_line(std::cin, longest_line)) {
    core::Message message{std::string(terminal::channel_name), std::string(terminal::person), std::to_string(number_),
                          core::MessageKind::text, core::clean(line->text)};
    runtime::Arrival arrival{std::move(message), {}};
    arrival.risk = core::assess(*library_.newest(), arrival.message.text);
    std::optional<runtime::Outcome> outcome = handle(arrival);
    if (outcome) pace(*outcome);
    if (outcome) print(*outcome);
    if (!std::cout) break;
    ++number_;
  }
  if (std::cin.bad()) throw Trouble("The messages can't be read any more; what was said is kept.");
  return 0;
}

std::optional<runtime::Outcome> ChatLines::handle(const runtime::Arrival& arrival) {
  const bool older = number_ < last_;
  last_ = std::max(last_, number_);
  const storage::Cursor cursor{std::string(terminal::channel_name), std::to_string(last_)};
  const auto turn = [&] { return turns_.handle(std::span(&arrival, 1), now(), std::span(&cursor, 1))[0]; };
  std::future<runtime::Outcome> answer = std::async(std::launch::async, turn);
  const bool late = answer.wait_for(runtime::Bot::patience) == std::future_status::timeout;
  const bool crisis = arrival.risk.level == core::Level::crisis;
  if (late && crisis) print(turns_.without_store(arrival, now()));
  runtime::Outcome outcome = answer.get();
  if (late && crisis) {
    for (const runtime::OutReply& each : outcome.replies) turns_.mark_sent(each.id);  // one line for each line
    return {};
  }
  if (older && outcome.repeated && outcome.saved) outcome.replies.clear();
  return outcome;
}

void ChatLines::pace(runtime::Outcome& outcome) {
  for (int paced = 0; outcome.pacing && paced < most_paced; ++paced) {
    if (options_.fast) ahead_ += std::max(*outcome.pacing - now(), core::Duration::zero());
    else std::this_thread::sleep_until(*outcome.pacing);
    outcome.pacing.reset();
    for (runtime::Outcome& later : turns_.ring(now())) {
      std::ranges::move(later.replies, std::back_inserter(outcome.replies));
      outcome.flow = later.flow;
      outcome.node = later.node;
      outcome.pacing = later.pacing;
    }
  }
}

void ChatLines::print(const runtime::Outcome& outcome) {
  std::cout << as_json(outcome).dump(-1, ' ', false, ordered_json::error_handler_t::replace) << std::endl;
  if (!std::cout) return;
  for (const runtime::OutReply& each : outcome.replies) turns_.mark_sent(each.id);
}

}  // namespace commands
