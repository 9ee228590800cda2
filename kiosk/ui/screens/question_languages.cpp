// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {
namespace {

using domain::Language;
using domain::LanguageLevel;

// "Not yet" is an answer about Dutch; any other language it takes out again.
constexpr std::array kLevels{LanguageLevel::none, LanguageLevel::basic,
                             LanguageLevel::conversational, LanguageLevel::fluent};

constexpr Look kLevel{.type = Type::caption_bold};
constexpr std::size_t kInSight = 7;  // languages, spoken ones among them

std::string language_key(Language language) {
  return "language." + std::string(domain::name_of(language));
}

// One, two or three bars, so that the order is seen without reading.
void draw_bars(Canvas& canvas, const Rect& box, LanguageLevel level, Color ink, Color faint) {
  const float gap = canvas.m().outline;
  const float width = std::round((box.w - 2 * gap) / 3);
  for (int i = 0; i < 3; ++i) {
    const float height = std::round(box.h * (0.4F + 0.3F * static_cast<float>(i)));
    const Rect bar{box.x + static_cast<float>(i) * (width + gap), box.bottom() - height, width,
                   height};
    canvas.fill(bar, static_cast<int>(level) > i ? ink : faint, width * 0.3F);
  }
}

struct Level {
  Language language;
  LanguageLevel level;
  enum class Chosen : std::uint8_t { no, yes } chosen;
};

void draw_level(Canvas& canvas, const Rect& rect, const Level& one) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  const Palette& colors = canvas.colors();
  const bool chosen = one.chosen == Level::Chosen::yes;
  const std::string level(domain::name_of(one.level));
  const std::string label = canvas.tr("level." + level);
  const Touch touch =
      canvas.target({.id = "level." + std::string(domain::name_of(one.language)) + "." + level,
                     .role = Role::tile,
                     .label = label,
                     .rect = rect,
                     .selected = chosen},
                    flow::Event(flow::LevelTapped{one.language, one.level}));
  const Rect shape = pressed_shape(rect, touch);
  canvas.fill(shape, chosen ? task.primary : touch.pressed ? task.tint : colors.surface, m.radius);
  canvas.outline(shape, chosen ? task.primary : colors.line_strong, m.outline, m.radius);
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  Rect inner = rect.shrunk(m.hair, m.thin);
  const float side = std::round(inner.h * 0.26F);
  const Rect bars = inner.cut_top(side, m.outline);
  draw_bars(canvas, {bars.center_x() - side * 0.65F, bars.y, side * 1.3F, side}, one.level,
            chosen ? colors.on_primary : task.accent,
            chosen ? with_alpha(colors.on_primary, 0.35F) : colors.track());
  draw_face(canvas, inner, {}, label, kLevel, chosen ? colors.on_primary : colors.ink);
}

Piece levels(Canvas& canvas, const forms::Spoken& spoken) {
  const Metrics& m = canvas.m();
  auto all = row(m.gap);
  for (const LanguageLevel level : kLevels) {
    const Level one{spoken.language, level,
                    spoken.level == level ? Level::Chosen::yes : Level::Chosen::no};
    const std::string label = canvas.tr("level." + std::string(domain::name_of(level)));
    const float least = std::max(m.target, longest_word(canvas, label, kLevel) * 0.8F + 2 * m.hair);
    // Two lines of words under the bars, at every size of the letters.
    const float high = std::max(m.target, std::round(canvas.line_height(kLevel) * 2 / 0.7F));
    all->add(drawn({std::ceil(least), m.button_width / 2}, Room{high, high},
                   [&canvas, one](const Rect& rect) { draw_level(canvas, rect, one); }),
             {.flex = 1});
  }
  return all;
}

// A language and how well: on one line where the display lies.
Piece spoken_card(Canvas& canvas, const forms::Spoken& spoken) {
  const Metrics& m = canvas.m();
  const std::string key = language_key(spoken.language);
  Piece title =
      words(canvas, {.words = canvas.tr(key), .look = {.type = Type::lead_bold}, .id = key});
  Piece all_levels = levels(canvas, spoken);
  if (m.lies()) {
    const float each = std::round(m.button_width * 0.7F);
    auto line = row(m.gap);
    line->add(between(std::move(title), {each, each}), {.gives = 0});
    line->add(std::move(all_levels), {.flex = 1});
    return line;
  }
  auto both = column(m.gap);
  both->add(std::move(title));
  both->add(std::move(all_levels));
  return card(canvas, std::move(both));
}

Tile language_tile(const Canvas& canvas, Language language) {
  return {.id = "option." + language_key(language),
          .label = canvas.tr(language_key(language)),
          .icon = "plus",
          .mark = Mark::none,
          .action = flow::Event(flow::LanguageTapped{language})};
}

// First a few that the kiosk speaks itself: what most people here come for. The others are one tap
// away, so that nobody has to read them all or to turn a page.
std::vector<Tile> others(const Ask& ask, const forms::LanguageList& list) {
  const Canvas& canvas = ask.canvas();
  const auto spoken = canvas.catalogues().languages();
  const auto is_known = [&](Language language) {
    return std::ranges::find(spoken, domain::name_of(language)) != spoken.end();
  };
  const bool all = canvas.view().all_choices;
  std::vector<Tile> more;
  for (const int option : ask.question.options) {
    const auto language = static_cast<Language>(option);
    const bool in_sight = list.spoken.size() + more.size() < kInSight && is_known(language);
    if (list.find(language) == nullptr && (all || in_sight)) {
      more.push_back(language_tile(canvas, language));
    }
  }
  if (all) return more;
  more.push_back({.id = "languages.all",
                  .label = canvas.tr("app.more_languages"),
                  .icon = "dots-horizontal",
                  .mark = Mark::none,
                  .action = std::function<void(ActionSink&)>([](ActionSink& sink) {
                    sink.view.all_choices = true;
                    sink.layout_changed = true;
                    sink.emit(flow::Activity{});
                  })});
  return more;
}

}  // namespace

Piece languages(const Ask& ask) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const auto list = ask.as<forms::LanguageList>();
  auto all = column(m.gap);
  for (const forms::Spoken& spoken : list.spoken) all->add(spoken_card(canvas, spoken));
  const bool full =
      ask.question.max > 0 && static_cast<int>(list.spoken.size()) >= ask.question.max;
  if (full) return all;
  all->add(words(canvas, {.words = canvas.tr("app.other_languages"),
                          .look = {.type = Type::lead_bold},
                          .id = "languages.more",
                          .role = Role::heading}));
  all->add(tiles(canvas, others(ask, list)));
  return all;
}

}  // namespace samen::ui
