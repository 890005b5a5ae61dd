#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>

#include "bench/conversation.hpp"
#include "runtime/turns.hpp"
#include "storage/sqlite_store.hpp"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Beside the build, not in /tmp: that may lie in memory, where a commit costs nothing.
fs::path fresh_folder(const char* name) {
  const fs::path folder = fs::current_path() / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

/// The yardstick: one small row, one durable commit, the same journal and the same synchronous=FULL.
class BareCommit {
 public:
  explicit BareCommit(const fs::path& folder) {
    sqlite3_open((folder / "bare.db").c_str(), &database_);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)");
    sqlite3_prepare_v2(database_, "INSERT INTO t (body) VALUES (randomblob(64))", -1, &insert_, nullptr);
  }
  ~BareCommit() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  void operator()() {
    sqlite3_step(insert_);
    sqlite3_reset(insert_);
  }

 private:
  void run(const char* sql) { sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

struct Pair {
  std::unique_ptr<storage::Store> store = storage::open_sqlite(fresh_folder("bench-store"));
  BareCommit bare{fresh_folder("bench-bare")};
  content::Library library;
  runtime::Turns turns{*store, library, {}};
  std::uint64_t number = 0;

  Pair() { library.add(content::load(MOORING_SOURCE_DIR "/flows").content); }

  void turn() {
    runtime::Arrival arrival{{"bench", "someone" + std::to_string(number / bench::ladder.size() % 100),
                              std::to_string(number), core::MessageKind::text,
                              std::string(bench::ladder[number % bench::ladder.size()])}, {}};
    ++number;
    benchmark::DoNotOptimize(turns.handle(std::span(&arrival, 1), bench::noon()));
  }
};

/// One turn and one bare commit in turn, A B A B, so that a disk that changes its mind changes it for both.
void a_durable_turn_beside_a_bare_commit(benchmark::State& state) {
  static Pair pair;
  Clock::duration ours{}, bare{};
  for (auto _ : state) {
    const auto begin = Clock::now();
    pair.turn();
    const auto between = Clock::now();
    pair.bare();
    ours += between - begin;
    bare += Clock::now() - between;
  }
  const auto micros = [&](Clock::duration time) {
    return std::chrono::duration<double, std::micro>(time).count() / static_cast<double>(state.iterations());
  };
  state.counters["turn_us"] = micros(ours);
  state.counters["bare_us"] = micros(bare);
  state.counters["ratio"] = micros(ours) / micros(bare);
}
BENCHMARK(a_durable_turn_beside_a_bare_commit)->Unit(benchmark::kMicrosecond)->MinTime(3);

}  // namespace
BENCHMARK_MAIN();
