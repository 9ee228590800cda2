// SPDX-License-Identifier: Apache-2.0
// A paragraph nobody laid out before: our text room beside Pango, which does the same work with the
// same libraries (HarfBuzz, FreeType, bidi, line breaking) for every GTK program. Both break the
// text into lines of 600 pixels at 24 pixels an em with the same Noto faces and give each glyph its
// place. Read the ratio, not the microseconds.
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <benchmark/benchmark.h>
#include <pango/pangoft2.h>

#include "kiosk/text/engine.hpp"
#include "tests/source_dir.hpp"

namespace {

using namespace samen::text;

struct Paragraph {
  const char *language, *font, *text;
};
constexpr Paragraph kDutch = {
    "nl", "Noto Sans",
    "Samen Hier brengt een groep van vijf buren, collega's of vrienden samen met één nieuwkomer of "
    "één gezin. Ze gaan een jaar met elkaar op pad: taal oefenen, werk zoeken, de buurt leren "
    "kennen."};
constexpr Paragraph kArabic = {
    "ar", "Noto Sans Arabic UI, Noto Sans",
    "تجمع «سامن هير» مجموعة من خمسة جيران أو زملاء أو أصدقاء مع وافد جديد أو عائلة واحدة. "
    "يمضون معًا سنة كاملة: تعلم اللغة، والبحث عن عمل، والتعرف على الحي."};
constexpr Paragraph kTigrinya = {
    "ti", "Noto Sans Ethiopic, Noto Sans",
    "ኣብ ከባቢኹም ዘለዉ ሰባት ፍለጡ። ሓሙሽተ ሰባት ዘለዎ ጉጅለ ንሓደ ዓመት ይሕግዝ። ስምኩም መን እዩ? ኣየኖት ቋንቋታት ትዛረቡ?"};

void ours(benchmark::State& state, const Paragraph& paragraph) {
  const auto fonts = load_fonts(std::filesystem::path(SAMEN_SOURCE_DIR) / "assets");
  if (!fonts) std::abort();
  const auto engine = std::move(*Engine::create(*fonts));
  Options options;
  options.language = paragraph.language;
  options.max_width = 600;
  std::size_t lines = 0;
  for (auto step : state) {
    engine->clear_cache();
    lines = engine->layout(paragraph.text, {24, Weight::regular}, options)->lines.size();
  }
  state.counters["lines"] = static_cast<double>(lines);
}

void pango(benchmark::State& state, const Paragraph& paragraph) {
  PangoFontMap* map = pango_ft2_font_map_new();
  pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(map), 72, 72);
  PangoContext* context = pango_font_map_create_context(map);
  pango_context_set_language(context, pango_language_from_string(paragraph.language));
  PangoFontDescription* font = pango_font_description_from_string(paragraph.font);
  pango_font_description_set_absolute_size(font, 24 * PANGO_SCALE);
  PangoLayout* layout = pango_layout_new(context);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_width(layout, 600 * PANGO_SCALE);
  int lines = 0;
  for (auto step : state) {
    pango_layout_set_text(layout, "", -1);  // else the same text would be kept
    pango_layout_set_text(layout, paragraph.text, -1);
    PangoLayoutIter* at = pango_layout_get_iter(layout);
    PangoRectangle place{};
    do {  // every glyph's place, as we give it
      pango_layout_iter_get_cluster_extents(at, nullptr, &place);
      benchmark::DoNotOptimize(place.x);
    } while (pango_layout_iter_next_cluster(at) != 0);
    pango_layout_iter_free(at);
    lines = pango_layout_get_line_count(layout);
  }
  state.counters["lines"] = lines;
  g_object_unref(layout);
  pango_font_description_free(font);
  g_object_unref(context);
  g_object_unref(map);
}

BENCHMARK_CAPTURE(ours, dutch, kDutch)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(pango, dutch, kDutch)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(ours, arabic, kArabic)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(pango, arabic, kArabic)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(ours, tigrinya, kTigrinya)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(pango, tigrinya, kTigrinya)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
