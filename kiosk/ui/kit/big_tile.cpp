// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/tile.hpp"

namespace samen::ui {
namespace {

constexpr Look kTitle{.type = Type::lead_bold, .align = Align::center};
constexpr Look kDetail{.type = Type::body, .align = Align::center};
constexpr Look kRowTitle{.type = Type::lead_bold};
constexpr Look kRowDetail{.type = Type::body};

float badge_size(const Metrics& m, bool hero) {
  if (hero) return std::round(m.mm(m.form == Form::roomy ? 27 : 17));
  return std::round(m.mm(m.form == Form::roomy ? 17 : 12.5F));
}

Look title_look(const BigTile& tile, const Metrics& m) {
  if (!tile.hero) return kTitle;
  return {.type = m.form == Form::roomy ? Type::title : Type::lead_bold, .align = Align::center};
}

float row_badge(const Metrics& m) {
  return std::round(m.mm(m.form == Form::roomy ? 13 : 11));
}

float row_words(const Metrics& m, float width) {
  return width - 2 * m.u(2) - row_badge(m) - m.u(2) - m.icon - m.u(1);
}

}  // namespace

float big_tile_height(Canvas& canvas, const BigTile& tile, float width) {
  const Metrics& m = canvas.m();
  const float words = width - 2 * m.u(2);
  float height = 2 * m.u(2.5F) + badge_size(m, tile.hero) + m.u(2);
  height += canvas.lay(tile.label, title_look(tile, m), words)->height;
  if (!tile.detail.empty()) height += m.u(0.75F) + canvas.lay(tile.detail, kDetail, words)->height;
  return std::ceil(height);
}

void draw_big_tile(Canvas& canvas, const Rect& rect, const BigTile& tile, Action action) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.colors().of(tile.task);
  const Touch touch = canvas.target({.id = tile.id,
                                     .role = tile.role,
                                     .label = tile.label,
                                     .rect = rect,
                                     .selected = tile.selected},
                                    std::move(action));
  const Rect shape = pressed_shape(rect, touch);
  draw_tile_ground(canvas, shape, m.radius_large, tile.selected, touch.pressed, tile.task);
  if (tile.hero && !touch.pressed) {
    canvas.fill(shape, task.tint, m.radius_large);
    canvas.outline(shape, mix(task.tint, task.accent, 0.25F), m.hairline, m.radius_large);
  }
  if (touch.focused) canvas.focus_ring(rect, m.radius_large);

  const float width = rect.w - 2 * m.u(2);
  const Words title = canvas.fit(tile.label, title_look(tile, m), width, 0);
  const Words detail = tile.detail.empty() ? nullptr : canvas.fit(tile.detail, kDetail, width, 0);
  const float badge = badge_size(m, tile.hero);
  float block = badge + m.u(2) + title->height;
  if (detail) block += m.u(0.75F) + detail->height;
  float y = rect.y + std::max(m.u(1), (rect.h - block) / 2);
  draw_badge(canvas, rect.center_x(), y + badge / 2, badge, tile.icon,
             tile.selected || tile.hero ? canvas.colors().surface : task.tint, task.primary);
  y += badge + m.u(2);
  canvas.draw(title, {rect.x + m.u(2), y, width, title->height}, canvas.colors().ink, Align::center,
              Upright::top);
  y += title->height + m.u(0.75F);
  if (detail) {
    const Rect box{rect.x + m.u(2), y, width, detail->height};
    canvas.node(tile.id + ".detail", Role::text, tile.detail, box);
    canvas.draw(detail, box, canvas.colors().ink_soft, Align::center, Upright::top);
  }
  if (tile.marked) {
    const float mark = std::round(m.mm(5.4F));
    draw_mark(canvas, {rect.end() - m.u(2) - mark, rect.y + m.u(2), mark, mark}, Mark::radio,
              tile.selected);
  }
}

float row_tile_height(Canvas& canvas, const BigTile& tile, float width) {
  const Metrics& m = canvas.m();
  const float words = row_words(m, width);
  float height = canvas.lay(tile.label, kRowTitle, words)->height;
  if (!tile.detail.empty()) {
    height += m.u(0.5F) + canvas.lay(tile.detail, kRowDetail, words)->height;
  }
  return std::ceil(std::max(height, row_badge(m)) + 2 * m.u(1.75F));
}

void draw_row_tile(Canvas& canvas, const Rect& rect, const BigTile& tile, Action action) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.colors().of(tile.task);
  const Touch touch = canvas.target({.id = tile.id,
                                     .role = tile.role,
                                     .label = tile.label,
                                     .rect = rect,
                                     .selected = tile.selected},
                                    std::move(action));
  const Rect shape = pressed_shape(rect, touch);
  draw_tile_ground(canvas, shape, m.radius_large, tile.selected, touch.pressed, tile.task);
  if (touch.focused) canvas.focus_ring(rect, m.radius_large);

  const float badge = row_badge(m);
  draw_badge(canvas, rect.x + m.u(2) + badge / 2, rect.center_y(), badge, tile.icon,
             tile.selected ? canvas.colors().surface : task.tint, task.primary);
  const float x = rect.x + m.u(4) + badge;
  const float width = row_words(m, rect.w);
  const Words title = canvas.fit(tile.label, kRowTitle, width, 0);
  const Words detail =
      tile.detail.empty() ? nullptr : canvas.fit(tile.detail, kRowDetail, width, 0);
  const float block = title->height + (detail ? m.u(0.5F) + detail->height : 0);
  const float y = rect.y + (rect.h - block) / 2;
  canvas.draw(title, {x, y, width, title->height}, canvas.colors().ink, Align::start, Upright::top);
  if (detail) {
    const Rect box{x, y + title->height + m.u(0.5F), width, detail->height};
    canvas.node(tile.id + ".detail", Role::text, tile.detail, box);
    canvas.draw(detail, box, canvas.colors().ink_soft, Align::start, Upright::top);
  }
  const Rect end{rect.end() - m.u(2) - m.icon, rect.y, m.icon, rect.h};
  if (tile.marked) {
    draw_mark(canvas, end, Mark::radio, tile.selected);
  } else {
    canvas.icon("chevron-end", end, m.icon, task.primary);
  }
}

}  // namespace samen::ui
