// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/brand.hpp"
#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

constexpr Look kGreeting{.type = Type::display};
constexpr Look kAbout{.type = Type::lead};

float welcome_pad(const Metrics& m) {
  return m.form == Form::roomy ? m.u(5) : m.u(2.5F);
}
float wordmark_height(const Metrics& m) {
  return std::round(m.mm(m.form == Form::roomy ? 10.5F : 7.5F));
}

// Greeting and sentence in the language that needs most, so that nothing jumps when it changes.
float words_height(Canvas& canvas, float width) {
  float sentence = 0;
  for (const std::string& language : canvas.catalogues().languages()) {
    Look about = kAbout;
    about.language = language;
    sentence = std::max(
        sentence,
        canvas.fit(canvas.catalogues().format(language, "first.about"), about, width, 0)->height);
  }
  return canvas.line_height(kGreeting) + canvas.m().u(1.5F) + sentence;
}

// The welcome keeps its dark ground where filled things are light (the dark theme): the picture and
// the shapes behind the words are made for it.
const Palette& welcome_palette(const Canvas& canvas) {
  const Palette& own = canvas.colors();
  const bool light = contrast(own.neutral.primary, rgb(0xFFFFFF)) < 4.5F;
  return light ? palette(flow::Theme::standard) : own;
}

// Above the languages: with the picture beside the words where both have room.
struct Banner {
  float height = 0;
  float picture = 0;  // side; 0: none
};
Banner banner(Canvas& canvas, const Rect& page) {
  const Metrics& m = canvas.m();
  const float width = page.w - 2 * welcome_pad(m);
  const float around = 2 * welcome_pad(m) + wordmark_height(m) + m.u(2);
  const float wish = std::round(page.h * 0.30F);
  const float side = wish - around;
  const float beside = around + words_height(canvas, width - side - m.u(3));
  if (side > m.mm(20) && width - side > m.mm(36) && beside <= wish) return {wish, side};
  return {std::ceil(std::max(around + words_height(canvas, width), page.h * 0.2F)), 0};
}

// The greeting in one language after the other, on the strong colour.
void draw_welcome(Canvas& canvas, const Rect& panel, const std::string& language, bool beside,
                  float picture) {
  const Metrics& m = canvas.m();
  const Palette& colors = welcome_palette(canvas);
  canvas.push_clip(panel);
  canvas.fill(panel, colors.neutral.primary);
  // Large calm shapes behind the words.
  canvas.circle(panel.end(), panel.y + panel.h * 0.12F, panel.w * 0.55F, rgb(0x0C5A5B));
  canvas.circle(panel.x + panel.w * 0.1F, panel.bottom(), panel.w * 0.42F, rgb(0x0A5253));

  Rect inner = panel.shrunk(welcome_pad(m));
  draw_wordmark(canvas, inner.cut_top(wordmark_height(m), m.u(2)), colors.on_primary, rgb(0xE9825B),
                rgb(0xF2B84B));
  const float words = beside ? words_height(canvas, inner.w) : 0;
  if (beside) {
    const float free = inner.h - words - m.u(3);
    if (free > m.mm(22)) draw_brand_picture(canvas, inner.cut_top(free, m.u(3)));
  } else if (picture > 0) {
    draw_brand_picture(canvas, inner.cut_end(picture, m.u(3)));
  }

  const bool rtl = canvas.catalogues().right_to_left(language);
  const Align align = rtl == canvas.right_to_left() ? Align::start : Align::end;
  const auto put = [&](std::string_view key, Look look, const Rect& at) {
    look.language = language;
    const std::string text = canvas.catalogues().format(language, key);
    const Words laid = canvas.fit(text, look, at.w, 0);
    const Rect box{at.x, at.y, at.w, laid->height};
    canvas.node(key, key == "first.greeting" ? Role::heading : Role::text, text, box).language =
        language;
    canvas.draw(laid, box, colors.on_primary, align, Upright::top);
  };
  Rect at = inner;
  if (beside) at.y = inner.bottom() - words;
  put("first.greeting", kGreeting, at);
  at.cut_top(canvas.line_height(kGreeting) + m.u(1.5F));
  put("first.about", kAbout, at);
  canvas.pop_clip();
}

Look name_look(const std::string& language) {
  return {.type = Type::title, .scale = 0.92F, .language = language};
}

// With an arrow where every name leaves room for one: tiles of one screen look alike.
void draw_language_tile(Canvas& canvas, const Rect& rect, const std::string& language,
                        float longest) {
  const Metrics& m = canvas.m();
  const std::string name = canvas.catalogues().native_name(language);
  const Touch touch = canvas.target({.id = "first.language." + language,
                                     .role = Role::tile,
                                     .label = name,
                                     .language = language,
                                     .rect = rect},
                                    flow::Event(flow::LanguageChosen{language}));
  const Rect shape = pressed_shape(rect, touch);
  draw_tile_ground(canvas, shape, m.radius_large, false, touch.pressed, Task::neutral);
  if (touch.focused) canvas.focus_ring(rect, m.radius_large);
  const bool mirrored = canvas.catalogues().right_to_left(language) != canvas.right_to_left();
  // Each tile runs in its own direction, arrow included.
  Rect inner = rect.shrunk(m.u(3), 0);
  if (inner.w - m.icon - m.u(1) >= longest) {
    const Rect arrow = mirrored ? inner.cut_start(m.icon, m.u(1)) : inner.cut_end(m.icon, m.u(1));
    canvas.icon(mirrored ? "chevron-start" : "chevron-end", arrow, m.icon, canvas.task().accent);
  } else {
    inner = rect.shrunk(m.u(1.5F), 0);
  }
  canvas.draw(canvas.fit(name, name_look(language), inner.w, rect.h), inner, canvas.colors().ink,
              mirrored ? Align::end : Align::start);
}

float longest_name(Canvas& canvas, const std::vector<std::string>& languages) {
  float longest = 0;
  for (const std::string& language : languages) {
    const std::string name = canvas.catalogues().native_name(language);
    longest = std::max(longest, canvas.lay(name, name_look(language))->width);
  }
  return longest;
}

// As few columns as show every language at once: nobody looks for their own below the edge. Where
// even three do not, the most that leave each name whole.
int language_columns(const Metrics& m, int count, float longest, float width, float height) {
  int columns = 1;
  while (columns < 3) {
    const int rows = (count + columns - 1) / columns;
    if (static_cast<float>(rows) * (m.target + m.gap) - m.gap <= height) break;
    const auto more = static_cast<float>(columns + 1);
    if ((width - m.gap * (more - 1)) / more < longest + 2 * m.u(1.5F)) break;
    ++columns;
  }
  return columns;
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

  Rect page = canvas.page();
  canvas.fill(page, canvas.colors().canvas);
  const bool beside = page.w > page.h * 1.15F;
  if (beside) {
    const float part = m.form == Form::roomy ? 0.44F : 0.40F;
    draw_welcome(canvas, page.cut_start(std::round(page.w * part)), greeting, true, 0);
  } else {
    const Banner top = banner(canvas, page);
    draw_welcome(canvas, page.cut_top(top.height), greeting, false, top.picture);
  }
  const Rect between = draw_header(canvas, page.cut_top(m.header),
                                   {.back = false, .language = false, .bare = true, .stop = false});

  const float pad = m.form == Form::roomy ? m.u(5) : m.u(2.5F);
  // A low display, and a narrow one whose header has a second line for the ear, has the title
  // beside the header's buttons, and the tiles as close to the buttons above and below as targets
  // may be: a row more for the languages.
  const bool low = beside && m.form != Form::roomy;
  const bool title_in_header = low || (m.narrow() && has_ear(canvas));
  const float least_gap = std::ceil(kMinGapMm * m.density);
  const float under_foot = title_in_header         ? std::round(m.u(0.5F))
                           : m.form == Form::roomy ? m.u(2)
                                                   : m.u(0.75F);
  Rect foot = page.cut_bottom(m.target + under_foot);
  Rect inner = page.shrunk(pad, 0);
  inner.cut_bottom(title_in_header ? least_gap : m.gap);
  const std::string title = canvas.catalogues().format(greeting, "first.choose");
  const bool rtl = canvas.catalogues().right_to_left(greeting);
  const Type beside_buttons = m.text_scale > 1.4F ? Type::caption_bold : Type::body_bold;
  const Type above_tiles = m.form == Form::roomy ? Type::title : Type::lead_bold;
  const Look heading{.type = low ? beside_buttons : above_tiles, .language = greeting};
  const float line = title_in_header ? 0 : canvas.line_height(heading);
  const float below_title = title_in_header ? std::ceil(least_gap - m.u(0.5F))
                                            : m.u(m.form == Form::roomy ? 2.5F : 1.25F);

  const float longest = longest_name(canvas, languages);
  const float room = inner.h - line - below_title;  // for the languages
  const int columns = language_columns(m, count, longest, inner.w, room);
  const int rows = (count + columns - 1) / std::max(1, columns);
  const float width =
      (inner.w - m.gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float free =
      (room - m.gap * static_cast<float>(rows - 1)) / static_cast<float>(std::max(1, rows));
  const float height =
      std::floor(std::clamp(free, m.target, m.mm(m.form == Form::roomy ? 20 : 16)));
  const float tiles = static_cast<float>(rows) * (height + m.gap) - m.gap;
  // The block stands a little above the middle of the free room.
  inner.cut_top(std::max(0.0F, (room - tiles) * 0.42F));

  Rect above = inner.cut_top(line, below_title);
  if (title_in_header) {
    above = {inner.x, between.y, between.end() - inner.x, between.h};
  }
  canvas.node("first.choose", Role::heading, title, above).language = greeting;
  canvas.draw(canvas.fit(title, heading, above.w, title_in_header ? above.h : above.h * 1.2F),
              above, canvas.colors().ink,
              rtl == canvas.right_to_left() ? Align::start : Align::end);
  const float bleed = m.u(1.75F);  // room for the edge that does not react
  const float shade = m.u(1.5F);   // the same below, and for the shadow of the last row
  ScrollArea scroll(canvas, "first.languages",
                    {page.x, inner.y - bleed, page.w, inner.h + bleed + shade},
                    ScrollArea::Rank::main, canvas.colors().canvas);
  for (int i = 0; i < count; ++i) {
    const auto column = static_cast<float>(i % columns);
    const auto row = static_cast<float>(i / columns);
    draw_language_tile(canvas,
                       {inner.x + column * (width + m.gap),
                        scroll.top() + bleed + row * (height + m.gap), width, height},
                       languages[static_cast<std::size_t>(i)], longest);
  }
  scroll.finish(scroll.top() + bleed + tiles + shade);

  // A small door for staff in the end corner.
  const Button staff{.id = "first.staff",
                     .label = canvas.tr("first.staff"),
                     .icon = "lock-outline",
                     .weight = Weight::quiet};
  foot = foot.shrunk(m.form == Form::roomy ? m.u(2) : m.u(1), 0);
  foot.h = m.target;
  draw_page_buttons(canvas, foot);
  draw_button(canvas, foot.cut_end(std::min(foot.w, button_width(canvas, staff))), staff,
              flow::Event(flow::StaffPressed{}));
}

}  // namespace samen::ui
