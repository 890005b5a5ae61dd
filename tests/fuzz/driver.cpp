// Runs a fuzz target where there is no libFuzzer: the same inputs on every machine, for a few seconds at most.
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "fuzz/fuzz.hpp"

namespace {

constexpr std::string_view seeds[] = {
    "",
    "I can't do this any more",
    "grounding\nmy lamp\nblanket, cold wall\nskip\nnot today\nmenu\n3\nyes\n",
    "flow: a\ntitle: A\nstart: b\nnodes:\n  b:\n    ask: How are you {name}?\n    choices:\n      c: {label: Fine, next: d}\n    skip: d\n  d:\n    end: true\n",
    "turns:\n  - you: |-\n      two\n      lines\n    bot: [a, 'b']\n  - wait: 4s\n",
    "msgctxt \"menu/hello/ask\"\nmsgid \"Hello {n, plural, one {# step} other {# steps}}\"\nmsgstr \"\"\n\"Hallo\\n\"\n#, fuzzy\n",
    R"({"countries":[{"code":"GB","names":["United Kingdom"]}],"lines":[{"id":"a","country":"GB","name":"A","kinds":["x"],)"
    R"("phones":[{"dial":"112","display":"112"}],"source":"a","verified_at":"2026-01-01"}]})",
    "language: en\nreview: none\ngroups: {me: [me, i]}\nnegators: [not]\nnegation_reaches_across: [a]\nthe_writer: ['{me}']\n"
    "others: [he]\noften_misspelt: [kill]\nsignals: {a: [b]}\nidioms: [dying of laughter]\nrules:\n  - {id: a, kind: suicide, "
    "level: crisis, phrases: ['{me} ... die|dead now?'], catches: [i want to die], leaves: [he did]}\n",
    "k i l l  m\xD0\xB5 \xE2\x80\x8B\xF0\x9F\x94\xAA e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81 \xE2\x80\xAE\xFF\xC0\x80 \xED\xA0\x80",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{&a *a !!b",
};

class Mutator {
 public:
  std::string next() {
    std::string input(seeds[below(std::size(seeds))]);
    for (auto changes = below(8); changes > 0; --changes) change(input);
    return input;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  void change(std::string& input) {
    const auto at = below(input.size() + 1);
    const std::string other(seeds[below(std::size(seeds))]);
    switch (below(5)) {
      case 0: input.insert(at, 1, static_cast<char>(below(256))); break;
      case 1: input.erase(at, below(16)); break;
      case 2: input.insert(at, other); break;
      case 3: input.insert(at, input.substr(at, below(32))); break;
      default: if (at < input.size()) input[at] = static_cast<char>(below(256));
    }
  }

  std::mt19937 random_{20261122};
};

}  // namespace

int main() {
  using Clock = std::chrono::steady_clock;
  Mutator mutator;
  const auto end = Clock::now() + std::chrono::seconds(3);
  int runs = 0;
  for (; runs < 20000 && Clock::now() < end; ++runs) {
    const auto input = mutator.next();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
  std::printf("%d inputs\n", runs);
}
