// SPDX-License-Identifier: Apache-2.0
// What a frame costs the UI: building it (layout, draw list, node registry) for the screens people
// meet, its draw calls, and a staff list of ten thousand proposals beside one of twenty, at the top
// and scrolled to the middle. The last lines are the ratios of the lists, from this run.
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <map>
#include <utility>

#include <benchmark/benchmark.h>
#include <imgui.h>

#include "fixed_iterations.hpp"
#include "forms/form.hpp"
#include "i18n/catalogue.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/ui.hpp"
#include "tests/source_dir.hpp"
#include "unit/kiosk/ui/scenes.hpp"

namespace {

using namespace samen;

template <class T>
T must(base::Result<T> made) {
  if (made) return std::move(*made);
  std::cerr << made.error().message << '\n';
  std::exit(1);
}

struct Kiosk {
  std::filesystem::path assets = std::filesystem::path(SAMEN_SOURCE_DIR) / "assets";
  i18n::Catalogues catalogues = must(i18n::Catalogues::load(assets / "locales"));
  forms::FormSet forms = must(forms::FormSet::load(assets / "forms"));
  text::KeyboardSet keyboards = must(text::KeyboardSet::load(assets / "keyboards"));
  std::unique_ptr<text::Engine> engine = must(text::Engine::create(must(text::load_fonts(assets))));
  ui::Ui screens{*engine, catalogues, forms, keyboards};
  ui::Viewport viewport{.width = 1280, .height = 800, .density = 5.9F, .reduced_motion = true};
};
Kiosk& kiosk() {
  static Kiosk made;
  return made;
}

flow::State scene(const char* name, const char* language) {
  for (auto& one : testing::all_scenes(kiosk().forms, language, 0)) {
    if (one.name == name) return one.state;
  }
  std::cerr << "no scene " << name << '\n';
  std::exit(1);
}

// As the loop does: until nothing moves.
ui::Frame settle(const flow::State& state) {
  ui::Frame frame = kiosk().screens.build(state, kiosk().viewport, 0);
  for (int i = 0; i < 20 && frame.wants_another_frame; ++i) {
    frame = kiosk().screens.build(state, kiosk().viewport, 0);
  }
  return frame;
}

int draw_calls(const ImDrawData& data) {
  int calls = 0;
  for (int i = 0; i < data.CmdListsCount; ++i) {
    for (const ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) calls += command.ElemCount > 0;
  }
  return calls;
}

void measure(benchmark::State& run, const flow::State& state) {
  const text::EngineCounters before = kiosk().engine->counters();
  ui::Frame frame;
  for (auto step : run) {
    frame = kiosk().screens.build(state, kiosk().viewport, 0);
    // As const: of what may change the library (1.7) lets g++ 12 lose the value in optimised code.
    benchmark::DoNotOptimize(std::as_const(frame.draw_data));
  }
  const text::EngineCounters& after = kiosk().engine->counters();
  const auto misses = static_cast<double>(after.layout_misses - before.layout_misses);
  run.counters["draw_calls"] = draw_calls(*frame.draw_data);
  run.counters["vertices"] = frame.draw_data->TotalVtxCount;
  run.counters["nodes"] = static_cast<double>(kiosk().screens.nodes().nodes().size());
  run.counters["shaped"] = benchmark::Counter(misses, benchmark::Counter::kAvgIterations);
}

void build(benchmark::State& run, const char* name, const char* language) {
  const flow::State state = scene(name, language);
  kiosk().screens.wipe();
  settle(state);
  measure(run, state);
}
BENCHMARK_CAPTURE(build, first, "first", "nl")
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);
BENCHMARK_CAPTURE(build, name_and_keyboard, "household.name.answered", "nl")
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);
BENCHMARK_CAPTURE(build, name_in_tigrinya, "household.name.answered", "ti")
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);
BENCHMARK_CAPTURE(build, interests, "household.interests.answered", "ar")
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);
BENCHMARK_CAPTURE(build, check, "household.check", "nl")
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);
BENCHMARK_CAPTURE(build, staff_card, "staff.card", "nl")
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);

// The same screen after a wipe: every word is shaped again, glyphs stay in the atlas.
void build_uncached(benchmark::State& run, const char* name, const char* language) {
  const flow::State state = scene(name, language);
  for (auto step : run) {
    kiosk().screens.wipe();
    benchmark::DoNotOptimize(kiosk().screens.build(state, kiosk().viewport, 0));
  }
}
BENCHMARK_CAPTURE(build_uncached, interests, "household.interests.answered", "ar")
    ->Unit(benchmark::kMicrosecond)
    ->Apply(samen::bench::fixed_iterations);

std::map<std::string, double> g_list_us;

void list(benchmark::State& run, bool middle) {
  flow::State state = scene("staff.home", "nl");
  const auto models = state.staff.cards;
  state.staff.cards.clear();
  for (std::int64_t i = 0; i < run.range(0); ++i) {
    auto card = models[static_cast<std::size_t>(i) % models.size()];
    card.household_label = "H-" + std::to_string(i);
    card.waiting_days = 7;  // listed in this order
    state.staff.cards.push_back(std::move(card));
  }
  state.staff.lists = flow::list_cards(state.staff);
  kiosk().screens.wipe();
  settle(state);
  if (middle) {  // by dragging in steps, as a finger does
    const ui::NodeRegistry& nodes = kiosk().screens.nodes();
    const float pixels = static_cast<float>(run.range(0)) / 2 * nodes.find("card.H-0")->rect.h / 2;
    for (float done = 0; done < pixels; done += 20'000) {
      ui::Input wheel;
      wheel.events.push_back(ui::WheelEvent{640, 500, 20'000.0F / 60});
      kiosk().screens.handle(state, wheel);
      settle(state);
    }
  }
  measure(run, state);
  const auto started = std::clock();
  constexpr int kFrames = 200;
  for (int i = 0; i < kFrames; ++i) kiosk().screens.build(state, kiosk().viewport, 0);
  const double us = 1e6 * static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC / kFrames;
  auto& least = g_list_us[std::to_string(run.range(0)) + (middle ? " in the middle" : "")];
  least = least == 0 ? us : std::min(least, us);
}
BENCHMARK_CAPTURE(list, top, false)->Arg(20)->Arg(10'000)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(list, middle, true)->Arg(20)->Arg(10'000)->Unit(benchmark::kMicrosecond);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  const double twenty = g_list_us["20"];
  for (const auto& [name, us] : g_list_us) {
    if (twenty > 0) std::cout << "list of " << name << ": " << us / twenty << " of 20 rows\n";
  }
}
