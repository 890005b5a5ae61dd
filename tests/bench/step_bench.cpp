#include <benchmark/benchmark.h>

#include "bench/conversation.hpp"

namespace {

core::Turn say(core::Session session, std::string_view text, core::TimePoint now) {
  return core::step(bench::content(), std::move(session), {core::Input::Kind::text, text, false}, {}, now);
}

void count_turns(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(bench::ladder.size()));
}

/// Yardsticks named in the issue, on this kind of machine: XState 150,000 turns a second, RiveScript 18,000,
/// goflow 2,000.
void step_in_memory(benchmark::State& state) {
  for (auto _ : state) {
    core::Session session;
    for (std::string_view text : bench::ladder) {
      core::Turn turn = say(std::move(session), text, bench::noon());
      benchmark::DoNotOptimize(turn.replies.data());
      session = std::move(turn.session);
    }
  }
  count_turns(state);
}
BENCHMARK(step_in_memory);

/// XState 30,000, RiveScript 13,000, goflow 1,000.
void step_saved_and_loaded_between_turns(benchmark::State& state) {
  for (auto _ : state) {
    std::string saved = core::to_json({});
    for (std::string_view text : bench::ladder) {
      core::Turn turn = say(*core::from_json(saved), text, bench::noon());
      benchmark::DoNotOptimize(turn.replies.data());
      saved = core::to_json(turn.session);
    }
  }
  count_turns(state);
}
BENCHMARK(step_saved_and_loaded_between_turns);

core::Session halfway() {
  core::Session session;
  for (std::size_t i = 0; i < 7; ++i) session = say(std::move(session), bench::ladder[i], bench::noon()).session;
  return session;
}

void save_session(benchmark::State& state) {
  const core::Session session = halfway();
  for (auto _ : state) benchmark::DoNotOptimize(core::to_json(session));
  state.counters["bytes"] = static_cast<double>(core::to_json(session).size());
}
BENCHMARK(save_session);

void load_session(benchmark::State& state) {
  const std::string saved = core::to_json(halfway());
  for (auto _ : state) benchmark::DoNotOptimize(core::from_json(saved));
}
BENCHMARK(load_session);

}  // namespace
