// SPDX-License-Identifier: Apache-2.0
// What a message costs in each frame.
#include <cstdlib>
#include <vector>

#include <benchmark/benchmark.h>

#include "i18n/catalogue.hpp"

namespace {

using namespace samen::i18n;

const Catalogues& catalogues() {
  static const auto made = [] {
    const std::vector<Catalogues::Source> files{
        {"ar.json", R"({"_header": {"language": "ar", "order": 1, "state": "draft"},
          "app.stop": {"text": "توقف وامسح"}, "app.hello": {"text": "مرحبا {name}"},
          "app.people": {"text": "{count, plural, zero {لا أحد} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}"}})"}};
    auto parsed = Catalogues::parse(files);
    if (!parsed) std::abort();
    return std::move(*parsed);
  }();
  return made;
}

void without_arguments(benchmark::State& state) {
  for (auto step : state) benchmark::DoNotOptimize(catalogues().format("ar", "app.stop"));
}
BENCHMARK(without_arguments);

void with_a_text(benchmark::State& state) {
  for (auto step : state) {
    benchmark::DoNotOptimize(catalogues().format("ar", "app.hello", {{"name", "Almere"}}));
  }
}
BENCHMARK(with_a_text);

void with_a_plural(benchmark::State& state) {
  for (auto step : state) {
    benchmark::DoNotOptimize(catalogues().format("ar", "app.people", {{"count", 7}}));
  }
}
BENCHMARK(with_a_plural);

}  // namespace

BENCHMARK_MAIN();
