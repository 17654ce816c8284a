// What a whole leaflet costs, through the public face of the library alone.

#include <benchmark/benchmark.h>

#include "bench_leaflet.h"

namespace bifolium::bench {
namespace {

constexpr int kWarmUps = 5;

/// Makes one leaflet, and holds it to what the figures are about.
Document made(Compositor& compositor, const std::string& content) {
  Document document = compositor.make(request(content));
  require_no_errors(document.diagnostics);
  return document;
}

/// A process that sets the same leaflet again.
void make_warm_same_text(benchmark::State& state) {
  const Typesetter typesetter(setup());
  Compositor compositor(typesetter);
  for (int i = 0; i < kWarmUps; ++i) made(compositor, content_path());
  std::size_t pages = 0;
  for (auto _ : state) pages = made(compositor, content_path()).pages;
  state.counters["pages"] = static_cast<double>(pages);
}

/// A process that has set leaflets before, and sets one after another that it has never seen.
void make_warm(benchmark::State& state, NewText kind) {
  const Typesetter typesetter(setup());
  Compositor compositor(typesetter);
  for (int i = 0; i < kWarmUps; ++i) made(compositor, content_path());
  int next = 0;
  std::size_t pages = 0;
  for (auto _ : state) {
    // Iterations are as many as variants, so that no text comes twice.
    pages += made(compositor, variant_path(kind, next++)).pages;
  }
  state.counters["pages"] =
      benchmark::Counter(static_cast<double>(pages), benchmark::Counter::kAvgIterations);
}

/// All that a process does for its first leaflet once it has been started: catalogue, layout, words
/// and fonts are read anew.
void make_cold(benchmark::State& state) {
  for (auto _ : state) {
    const Typesetter typesetter(setup());
    Compositor compositor(typesetter);
    benchmark::DoNotOptimize(made(compositor, content_path()));
  }
}

BENCHMARK(make_warm_same_text)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(make_warm, new_text, NewText::kWords)
    ->Unit(benchmark::kMicrosecond)
    ->Iterations(BIFOLIUM_BENCH_VARIANT_COUNT);
BENCHMARK_CAPTURE(make_warm, new_words, NewText::kLetters)
    ->Unit(benchmark::kMicrosecond)
    ->Iterations(BIFOLIUM_BENCH_VARIANT_COUNT);
BENCHMARK(make_cold)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace bifolium::bench
