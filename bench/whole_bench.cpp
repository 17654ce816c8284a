// What a whole leaflet costs, through the public face of the library alone.

#include <benchmark/benchmark.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

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

/// The bench text as a personal leaflet: a letter's head, and values in the text of other pages.
std::string personal_content() {
  std::string text = bytes_of(content_path());
  const auto put = [&text](std::string_view before, std::string_view added) {
    text.insert(text.find(before), added);
  };
  put("</meta>",
      "<values><value name=\"name\" type=\"text\" required=\"yes\"/><value name=\"ward\" "
      "type=\"text\" required=\"yes\"/><value name=\"day\" type=\"date\" required=\"yes\"/>"
      "<value name=\"time\" type=\"time\" required=\"yes\"/><value name=\"dose\" "
      "type=\"number\" unit=\"mg\" required=\"yes\"/></values>");
  put("<key-points>",
      "<p>Dear <value name=\"name\"/>, please come to the <value name=\"ward\"/> on <value "
      "name=\"day\"/> at <value name=\"time\"/>. Bring this leaflet with you.</p>");
  put("<p>Most forms of LMS",
      "<p>Your dose is <value name=\"dose\"/>, first on <value name=\"day\"/>.</p>");
  std::string path = variant_path(NewText::kWords, 0);
  path.replace(path.rfind('/') + 1, std::string::npos, "personal.xml");
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

Request personal_job(const std::string& content, int number) {
  static const std::vector<std::string> kFirst = {"Amina", "Robert", "Li",    "Maria", "Henry",
                                                  "Joan",  "Peter",  "Susan", "Omar",  "Grace"};
  static const std::vector<std::string> kLast = {"Khan",   "Smith",    "Wei",     "da Silva",
                                                 "Brown",  "Ferguson", "O’Neill", "Patel",
                                                 "Mensah", "Jones"};
  const auto n = static_cast<std::size_t>(number);
  Request job = request(content);
  job.values = {{"name", kFirst[n % 10] + " " + kLast[n / 10 % 10]},
                {"ward", n % 3 == 0 ? "day unit" : "ward " + std::to_string(1 + n % 7)},
                {"day", "2026-12-" + std::to_string(10 + n % 20)},
                {"time", (n % 2 == 0 ? "09:" : "14:") + std::to_string(10 + n % 50)},
                {"dose", std::to_string(5 + n % 120)}};
  return job;
}

/// One leaflet after another for patients of whom each has other values.
void make_personal(benchmark::State& state) {
  const std::string content = personal_content();
  const Typesetter typesetter(setup());
  Compositor compositor(typesetter);
  int next = 0;
  for (int i = 0; i < kWarmUps; ++i) {
    require_no_errors(compositor.make(personal_job(content, next++)).diagnostics);
  }
  std::size_t pages = 0;
  for (auto _ : state) {
    const Document document = compositor.make(personal_job(content, next++));
    pages = document.pages;
    if (document.status != Status::kDone) state.SkipWithError("refused");
  }
  state.counters["pages"] = static_cast<double>(pages);
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
BENCHMARK(make_personal)->Unit(benchmark::kMicrosecond);
BENCHMARK(make_cold)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace bifolium::bench
