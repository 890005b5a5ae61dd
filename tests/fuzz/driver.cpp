// Runs a fuzz target where there is no libFuzzer: the same inputs on every machine, for a few seconds at most.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fuzz/fuzz.hpp"

namespace {

std::vector<std::string> read_seeds() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(MOORING_SOURCE_DIR "/tests/fuzz/seeds")) files.push_back(entry.path());
  std::ranges::sort(files);  // the folder's own order differs from machine to machine
  std::vector<std::string> seeds{""};
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return seeds;
}

class Mutator {
 public:
  std::string next() {
    std::string input = seeds_[below(seeds_.size())];
    for (auto changes = below(8); changes > 0; --changes) change(input);
    return input;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  void change(std::string& input) {
    const auto at = below(input.size() + 1);
    switch (below(5)) {
      case 0: input.insert(at, 1, static_cast<char>(below(256))); break;
      case 1: input.erase(at, below(16)); break;
      case 2: input.insert(at, seeds_[below(seeds_.size())]); break;
      case 3: input.insert(at, input.substr(at, below(32))); break;
      default: if (at < input.size()) input[at] = static_cast<char>(below(256));
    }
  }

  const std::vector<std::string> seeds_ = read_seeds();
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
