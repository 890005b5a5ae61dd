#include <benchmark/benchmark.h>

#include <string>

#include "bench/conversation.hpp"

namespace {

/// Words that people write here, some of them near the rules; repeated to the size asked for.
std::string message(std::size_t size) {
  constexpr std::string_view some =
      "i keep thinking about the talk with my partner and i can't sleep, it is killing me how my chest gets tight "
      "when she comes close, yesterday we sat on the sofa and held hands for a while and that was fine. ";
  std::string text;
  while (text.size() < size) text += some;
  text.resize(size);
  return text;
}

void assess(benchmark::State& state) {
  const std::string text = message(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(core::assess(bench::content(), text));
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(assess)->Arg(20)->Arg(200)->Arg(4000);

}  // namespace
