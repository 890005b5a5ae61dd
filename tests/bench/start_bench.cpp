#include <benchmark/benchmark.h>
#include <malloc.h>

#include <vector>

#include "bench/conversation.hpp"

namespace {

void start_with_all_content(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(content::load(MOORING_SOURCE_DIR "/flows").content);
}
BENCHMARK(start_with_all_content)->Unit(benchmark::kMillisecond);

std::size_t allocated() { return mallinfo2().uordblks; }

/// People in the middle of a ladder, all in memory at once.
void a_hundred_thousand_live_sessions(benchmark::State& state) {
  core::Session session;
  for (std::size_t i = 0; i < 7; ++i)
    session = core::step(bench::content(), std::move(session), {core::Input::Kind::text, bench::ladder[i], false}, {},
                         bench::noon()).session;
  for (auto _ : state) {
    const std::size_t before = allocated();
    const std::vector<core::Session> all(100'000, session);
    state.counters["MiB"] = static_cast<double>(allocated() - before) / (1 << 20);
    state.counters["bytes_each"] = static_cast<double>(allocated() - before) / 100'000;
  }
}
BENCHMARK(a_hundred_thousand_live_sessions)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
