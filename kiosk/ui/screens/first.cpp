// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <memory>

#include "kiosk/ui/kit/brand.hpp"
#include "kiosk/ui/kit/language_choices.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// The welcome keeps its dark ground where filled things are light (the dark theme): the picture and
// the shapes behind the words are made for it.
const Palette& welcome_palette(const Canvas& canvas) {
  const Palette& own = canvas.colors();
  return own.dark() ? palette(flow::Theme::standard) : own;
}

Align align_of(const Canvas& canvas, const std::string& language) {
  const bool same = canvas.catalogues().right_to_left(language) == canvas.right_to_left();
  return same ? Align::start : Align::end;
}

Piece greeting_words(Canvas& canvas, const std::string& language) {
  const Color ink = welcome_palette(canvas).on_primary;
  const Align align = align_of(canvas, language);
  const auto said = [&](const char* key, Type type, Role role) {
    return words(canvas, {.words = canvas.catalogues().format(language, key),
                          .look = {.type = type, .color = ink, .align = align},
                          .id = key,
                          .role = role,
                          .language = language});
  };
  auto all = column(canvas.m().near);
  all->add(said("first.greeting", Type::display, Role::heading));
  all->add(said("first.about", Type::lead, Role::text));
  return all;
}

// As high as the language that needs most, so that nothing jumps when the greeting changes.
Piece steady(Canvas& canvas, const std::string& language,
             Piece (*said_in)(Canvas&, const std::string&)) {
  auto shown = std::make_shared<Piece>(said_in(canvas, language));
  return drawn(
      {canvas.m().words_least, canvas.m().column},
      [&canvas, said_in](float width) {
        float most = 0;
        for (const std::string& one : canvas.catalogues().languages()) {
          most = std::max(most, said_in(canvas, one)->height(width).wish);
        }
        return Room{most, most};
      },
      [shown](const Rect& rect) { (*shown)->place(rect); });
}

Piece choose_words(Canvas& canvas, const std::string& language) {
  return words(canvas, {.words = canvas.catalogues().format(language, "first.choose"),
                        .look = {.type = canvas.m().roomy() ? Type::title : Type::lead_bold,
                                 .align = align_of(canvas, language)},
                        .id = "first.choose",
                        .role = Role::heading,
                        .language = language});
}

Piece wordmark(Canvas& canvas) {
  const float high = canvas.m().wordmark;
  return drawn({high, canvas.m().column}, Room{high, high}, [&canvas](const Rect& rect) {
    // Five times as wide as high: smaller rather than over the edge of a narrow panel.
    const float fits = std::min(rect.h, std::floor(rect.w / 5));
    const Rect box{rect.x, rect.y + (rect.h - fits) / 2, rect.w, fits};
    draw_wordmark(canvas, box, welcome_palette(canvas).on_primary, kBrand.coral, kBrand.sun);
  });
}

// Where there is room for it.
Piece picture(Canvas& canvas) {
  return drawn({}, Room{}, [&canvas](const Rect& rect) {
    if (rect.h >= 2 * canvas.m().target) draw_brand_picture(canvas, rect);
  });
}

// The greeting in one language after the other, on the strong colour, with large calm shapes
// behind.
Piece welcome(Canvas& canvas, const std::string& language) {
  const Metrics& m = canvas.m();
  auto all = column(m.part);
  all->add(wordmark(canvas), {.gives = 0});
  all->add(picture(canvas), {.flex = 1});
  all->add(steady(canvas, language, greeting_words));
  return over(
      [&canvas](const Rect& panel) {
        canvas.fill(panel, welcome_palette(canvas).neutral.primary);
        canvas.push_clip(panel);
        canvas.circle(panel.end(), panel.y + panel.h * 0.12F, panel.w * 0.55F, kBrand.ground_high);
        canvas.circle(panel.x + panel.w * 0.1F, panel.bottom(), panel.w * 0.42F, kBrand.ground_low);
        canvas.pop_clip();
      },
      padded(std::move(all), m.page, m.page));
}

// All rows at once: a shelf panel has room for three.
int most_columns(std::size_t languages, bool bar) {
  if (bar && languages > 9) return 5;
  return bar || languages > 8 ? 3 : 2;
}

// In as many columns as leave each word of a name whole.
Piece language_tiles(Canvas& canvas) {
  const Metrics& m = canvas.m();
  const auto all_languages = canvas.catalogues().languages();
  float longest = 0;
  for (const std::string& language : all_languages) {
    longest = std::max(longest, longest_word(canvas, canvas.catalogues().native_name(language),
                                             {.type = Type::lead_bold, .language = language}));
  }
  const float least = longest * (m.form == Form::bar ? 0.72F : 0.8F) + 2 * m.thin;
  auto all =
      grid(m.gap, {.most = most_columns(all_languages.size(), m.form == Form::bar),
                   // Large names may get a little smaller before they stand below each other.
                   .suits = [least](int, float each) { return each >= least; },
                   .equal_rows = true,
                   .most_row = 2 * m.target});
  for (const std::string& language : all_languages) {
    all->add(
        language_tile(canvas, "first.language." + language, language, Type::lead_bold, Chosen::no));
  }
  return all;
}

}  // namespace

void draw_first(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const auto languages = canvas.catalogues().languages();
  const auto count = static_cast<int>(languages.size());
  const std::string greeting =
      count == 0 ? canvas.language()
                 : languages[static_cast<std::size_t>(scene.state.greeting % count)];
  canvas.fill(canvas.page(), canvas.colors().canvas);
  RailSigns signs = rail_of(scene.state.screen);
  signs.other_in = greeting;
  const Rect rest = draw_rail(canvas, signs);
  auto choice = column(m.part);
  choice->add(steady(canvas, greeting, choose_words));
  choice->add(language_tiles(canvas), {.flex = 1});
  if (canvas.view().sound.speaking) choice->add(foot(canvas, {}, Paging::none));
  auto all = m.lies() ? row(0, Stand::fill) : column(0);
  Piece greets = welcome(canvas, greeting);
  const bool crowded = m.form == Form::bar && count > 9;
  all->add(m.lies() ? between(std::move(greets), {}) : std::move(greets),
           {.flex = crowded ? 1.0F : 2.0F});
  Piece chooses = padded(std::move(choice), m.page, m.page);
  all->add(m.lies() ? between(std::move(chooses), {}) : std::move(chooses), {.flex = 3});
  if (admits(canvas, *all, rest)) all->place(rest);
}

}  // namespace samen::ui
