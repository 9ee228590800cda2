// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {
namespace {

using domain::Language;
using domain::LanguageLevel;

std::string language_key(Language language) {
  return "language." + std::string(domain::name_of(language));
}

// "Not yet" is an answer for Dutch; of another language one just takes it out.
std::span<const LanguageLevel> levels_of(Language language) {
  static constexpr std::array kAll{LanguageLevel::none, LanguageLevel::basic,
                                   LanguageLevel::conversational, LanguageLevel::fluent};
  return std::span(kAll).subspan(language == Language::nl ? 0 : 1);
}

// One, two or three bars, so that the order is seen without reading.
void draw_bars(Canvas& canvas, const Rect& box, LanguageLevel level, Color ink, Color faint) {
  const float gap = std::max(2.0F, box.w * 0.14F);
  const float width = std::round((box.w - 2 * gap) / 3);
  for (int i = 0; i < 3; ++i) {
    const float height = std::round(box.h * (0.4F + 0.3F * static_cast<float>(i)));
    const Rect bar{box.x + static_cast<float>(i) * (width + gap), box.bottom() - height, width,
                   height};
    canvas.fill(bar, static_cast<int>(level) > i ? ink : faint, width * 0.3F);
  }
}

void draw_level(Canvas& canvas, const Rect& rect, Language language, LanguageLevel level,
                bool selected) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  const std::string label = canvas.tr("level." + std::string(domain::name_of(level)));
  const Touch touch = canvas.target({.id = "level." + std::string(domain::name_of(language)) + "." +
                                           std::string(domain::name_of(level)),
                                     .role = Role::tile,
                                     .label = label,
                                     .rect = rect,
                                     .selected = selected},
                                    flow::Event(flow::LevelTapped{language, level}));
  const Rect shape = pressed_shape(rect, touch);
  const Palette& colors = canvas.colors();
  canvas.fill(shape,
              selected        ? task.primary
              : touch.pressed ? task.tint
                              : colors.surface,
              m.radius);
  canvas.outline(shape, selected ? task.primary : colors.line_strong, m.hairline, m.radius);
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  const Color ink = selected ? colors.on_primary : colors.ink;
  const float bars = std::round(m.mm(3.6F));
  const float gap = m.u(0.5F);
  const Words words = canvas.fit(label, {.type = Type::caption_bold, .align = Align::center},
                                 rect.w - m.u(1), rect.h - bars - gap - m.u(0.5F));
  const float block = bars + gap + words->height;
  const float y = rect.y + (rect.h - block) / 2;
  draw_bars(canvas, {rect.center_x() - bars * 0.65F, y, bars * 1.3F, bars}, level,
            selected ? colors.on_primary : task.accent,
            selected ? with_alpha(colors.on_primary, 0.35F) : colors.track());
  canvas.draw(words, {rect.x + m.u(0.5F), y + bars + gap, rect.w - m.u(1), words->height}, ink,
              Align::center, Upright::top);
}

float draw_spoken(Canvas& canvas, const Rect& area, const forms::Spoken& spoken, bool wide) {
  const Metrics& m = canvas.m();
  const std::string key = language_key(spoken.language);
  const std::string name = canvas.tr(key);
  const auto levels = levels_of(spoken.language);
  const auto count = static_cast<float>(levels.size());
  const float pad = m.u(1.5F);
  const float remove = m.target;
  const float name_width = wide ? m.mm(30) : area.w - 2 * pad - remove - m.gap;
  const Words laid = canvas.fit(name, {.type = Type::lead_bold}, name_width, 0);

  const float bars = std::round(m.mm(3.6F));
  const float level_room =
      wide ? area.w - 2 * pad - name_width - remove - 2 * m.gap : area.w - 2 * pad;
  const float level_gap = m.gap;
  const float level_width = std::floor((level_room - level_gap * (count - 1)) / count);
  float level_height = m.target;
  for (const LanguageLevel level : levels) {
    const Words words = canvas.lay(canvas.tr("level." + std::string(domain::name_of(level))),
                                   {.type = Type::caption_bold}, level_width - m.u(1));
    level_height = std::max(level_height, bars + words->height + m.u(2.75F));
  }
  level_height = std::round(level_height);
  const float name_row = std::max(remove, laid->height);
  const float height =
      wide ? std::max(level_height, name_row) + 2 * pad : name_row + m.gap + level_height + 2 * pad;
  const Rect box{area.x, area.y, area.w, std::round(height)};
  canvas.shadow(box, m.radius_large);
  canvas.fill(box, canvas.colors().surface, m.radius_large);
  canvas.outline(box, canvas.colors().line, m.hairline, m.radius_large);

  Rect inner = box.shrunk(pad);
  Rect head = wide ? inner : inner.cut_top(name_row, m.gap);
  const Rect place = head.cut_end(remove, m.gap);
  canvas.node(key, Role::text, name, {head.x, head.y, name_width, head.h});
  canvas.draw(laid, {head.x + m.u(0.5F), head.y, name_width, head.h}, canvas.colors().ink);

  Rect row = wide ? Rect{head.x + name_width + m.gap, head.center_y() - level_height / 2,
                         level_room, level_height}
                  : inner;
  for (const LanguageLevel level : levels) {
    const Rect cell = row.cut_start(level_width, level_gap);
    draw_level(canvas, {cell.x, cell.y, cell.w, level_height}, spoken.language, level,
               spoken.level == level);
  }
  draw_bar_button(
      canvas, {place.x, place.center_y() - remove / 2, remove, remove},
      {.id = "remove." + std::string(domain::name_of(spoken.language)),
       .label = canvas.tr("app.remove_language", {{"language", std::string_view(name)}}),
       .icon = "close"},
      false, flow::Event(flow::LanguageTapped{spoken.language}));
  return box.bottom();
}

}  // namespace

float draw_languages(const Ask& ask, const Rect& area) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const auto list = ask.as<forms::LanguageList>();
  const bool wide = area.w > m.mm(128) && m.text_scale < 1.4F;
  float y = area.y;
  for (const forms::Spoken& spoken : list.spoken) {
    y = draw_spoken(canvas, {area.x, y, area.w, 0}, spoken, wide) + m.gap;
  }
  if (static_cast<int>(list.spoken.size()) >= ask.question.max && ask.question.max > 0) {
    return y - m.gap;
  }
  y += m.u(1);
  y += canvas.say("languages.more", Role::heading, canvas.tr("app.other_languages"),
                  {.type = Type::lead_bold}, {area.x, y, area.w, 0});
  y += m.u(1.5F);
  std::vector<Tile> tiles;
  for (const int option : ask.question.options) {
    const auto language = static_cast<Language>(option);
    if (list.find(language) != nullptr) continue;
    tiles.push_back({.id = "option." + language_key(language),
                     .label = canvas.tr(language_key(language)),
                     .icon = "plus",
                     .mark = Mark::none,
                     .action = flow::Event(flow::LanguageTapped{language})});
  }
  return draw_tiles(canvas, {area.x, y, area.w, 0}, tiles, 0);
}

}  // namespace samen::ui
