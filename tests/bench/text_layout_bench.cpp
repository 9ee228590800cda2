// SPDX-License-Identifier: Apache-2.0
// What text costs: a paragraph that was never laid out, one that was, and drawing a screenful.
#include <cstdlib>
#include <filesystem>

#include <benchmark/benchmark.h>

#include "fixed_iterations.hpp"
#include "kiosk/text/engine.hpp"
#include "tests/source_dir.hpp"

namespace {

using namespace samen::text;

constexpr const char* kDutch =
    "Samen Hier brengt een groep van vijf buren, collega's of vrienden samen met één nieuwkomer of "
    "één gezin. Ze gaan een jaar met elkaar op pad: taal oefenen, werk zoeken, de buurt leren "
    "kennen.";
constexpr const char* kArabic =
    "تجمع «سامن هير» مجموعة من خمسة جيران أو زملاء أو أصدقاء مع وافد جديد أو عائلة واحدة. "
    "يمضون معًا سنة كاملة: تعلم اللغة، والبحث عن عمل، والتعرف على الحي.";
constexpr const char* kTigrinya = "ሰላም ንዓኹም። ስምኩም እንታይ እዩ? ኣበይ ትነብሩ? እንታይ ዓይነት ስራሕ ትደልዩ?";

Engine& engine() {
  static const auto made = [] {
    const auto fonts = load_fonts(std::filesystem::path(SAMEN_SOURCE_DIR) / "assets");
    if (!fonts) std::abort();
    return std::move(*Engine::create(*fonts));
  }();
  return *made;
}

Options wrapped(const char* language) {
  Options options;
  options.language = language;
  options.max_width = 600;
  return options;
}

void shape(benchmark::State& state, const char* language, const char* text) {
  const Options options = wrapped(language);
  for (auto step : state) {
    engine().clear_cache();
    benchmark::DoNotOptimize(engine().layout(text, {24, Weight::regular}, options));
  }
}
BENCHMARK_CAPTURE(shape, dutch, "nl", kDutch)
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);
BENCHMARK_CAPTURE(shape, arabic, "ar", kArabic)
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);
BENCHMARK_CAPTURE(shape, tigrinya, "ti", kTigrinya)
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);

void secret_name(benchmark::State& state) {
  Options options;
  options.secret = options.carets = true;
  for (auto step : state) {
    benchmark::DoNotOptimize(engine().layout("Olena محمد", {28, Weight::regular}, options));
  }
}
BENCHMARK(secret_name)->Unit(benchmark::kMicrosecond)->Apply(samen::bench::fixed_iterations);

void cached(benchmark::State& state) {
  const Options options = wrapped("nl");
  for (auto step : state) {
    benchmark::DoNotOptimize(engine().layout(kDutch, {24, Weight::regular}, options));
  }
}
BENCHMARK(cached)->Apply(samen::bench::fixed_iterations);

void cached_frame(benchmark::State& state) {  // fifty texts looked up and turned into quads
  const Options options = wrapped("nl");
  for (auto step : state) {
    engine().begin_frame();
    for (int i = 0; i < 50; ++i) {
      const auto layout =
          engine().layout(kDutch, {static_cast<float>(16 + i), Weight::regular}, options);
      benchmark::DoNotOptimize(engine().quads(*layout).data());
    }
  }
}
BENCHMARK(cached_frame)->Unit(benchmark::kMicrosecond)->Apply(samen::bench::fixed_iterations);

}  // namespace

BENCHMARK_MAIN();
