// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/tile.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "kiosk/ui/layout/grid.hpp"

namespace samen::ui {
namespace {

constexpr Look kOption{.type = Type::body_bold};

// An option without its ground: what is measured to find out how many stand beside each other.
std::unique_ptr<Stack> option_face(Canvas& canvas, const Tile& tile) {
  const Metrics& m = canvas.m();
  auto face = row(m.inset);
  face->add(
      badge(canvas, tile.icon, m.badge,
            tile.selected ? canvas.colors().surface : canvas.task().tint, canvas.task().primary),
      {.gives = 0});
  face->add(words(canvas, {.words = tile.label, .look = kOption}), {.flex = 1});
  face->add(mark_piece(canvas, tile.mark, tile.selected, tile.rank), {.gives = 0});
  return face;
}

Piece option(Canvas& canvas, const Tile& tile) {
  const Metrics& m = canvas.m();
  const bool selected = tile.selected;
  Piece face =
      padded(stands(option_face(canvas, tile), Stand::fill, Stand::middle), m.inset, m.thin);
  return at_least(tappable(
                      canvas,
                      {.id = tile.id,
                       .role = tile.mark == Mark::radio ? Role::tile : Role::checkbox,
                       .label = tile.label,
                       .rect = {},
                       .selected = selected},
                      tile.action,
                      [&canvas, selected](const Rect& shape, const Touch& touch) {
                        const float radius = canvas.m().radius;
                        draw_tile_ground(canvas, shape, radius, selected, touch.pressed,
                                         canvas.task_kind());
                        if (touch.focused) canvas.focus_ring(shape, radius);
                      },
                      std::move(face)),
                  m.target, m.tile);
}

// On two lines at most, with whole words.
bool label_fits(Canvas& canvas, const Tile& tile, float each) {
  const Metrics& m = canvas.m();
  float room = each - 2 * m.inset;
  if (!tile.icon.empty()) room -= m.badge + m.inset;
  if (tile.mark != Mark::none) room -= m.mark + m.inset;
  if (room < m.words_least / 2) return false;
  const Words laid = canvas.lay(tile.label, kOption, room);
  return laid->lines.size() <= 2 && laid->width <= room + 0.5F &&
         !Canvas::breaks_a_word(tile.label, *laid);
}

Piece big_mark(Canvas& canvas, const BigTile& tile) {
  if (tile.mark != Mark::none) return mark_piece(canvas, tile.mark, tile.selected);
  const Metrics& m = canvas.m();
  return sign(canvas, "chevron-end", m.icon, canvas.colors().of(tile.task).primary);
}

Piece on_ground(Canvas& canvas, const BigTile& tile, Piece face) {
  const Metrics& m = canvas.m();
  return tappable(
      canvas,
      {.id = tile.id,
       .role = tile.role,
       .label = tile.label,
       .rect = {},
       .selected = tile.selected},
      tile.action,
      [&canvas, selected = tile.selected, hero = tile.hero, task = tile.task](const Rect& shape,
                                                                              const Touch& touch) {
        const float radius = canvas.m().radius_large;
        const TaskColors& tones = canvas.colors().of(task);
        draw_tile_ground(canvas, shape, radius, selected, touch.pressed, task);
        if (hero && !touch.pressed) {
          canvas.fill(shape, tones.tint, radius);
          canvas.outline(shape, tones.accent, canvas.m().outline, radius);
        }
        if (touch.focused) canvas.focus_ring(shape, radius);
      },
      padded(std::move(face), m.card, m.inset));
}

Piece picture(Canvas& canvas, const BigTile& tile, float size) {
  const TaskColors& tones = canvas.colors().of(tile.task);
  return badge(canvas, tile.icon, size,
               tile.selected || tile.hero ? canvas.colors().surface : tones.tint, tones.primary);
}

Piece big_words(Canvas& canvas, const BigTile& tile, Align align) {
  auto text = column(canvas.m().hair);
  text->add(
      words(canvas, {.words = tile.label, .look = {.type = Type::lead_bold, .align = align}}));
  text->add(words(canvas,
                  {.words = tile.detail,
                   .look = {.type = Type::body, .color = canvas.colors().ink_soft, .align = align},
                   .id = tile.id + ".detail"}));
  return text;
}

}  // namespace

void draw_tile_ground(Canvas& canvas, const Rect& rect, float radius, bool selected, bool pressed,
                      Task task) {
  const Palette& colors = canvas.colors();
  const TaskColors& tones = colors.of(task);
  const float line = canvas.m().outline;
  if (selected) {
    canvas.fill(rect, pressed ? mix(tones.tint, tones.accent, 0.15F) : tones.tint, radius);
    canvas.outline(rect, tones.primary, line * 1.5F, radius);
    return;
  }
  if (!pressed) canvas.shadow(rect, radius);
  canvas.fill(rect, pressed ? tones.wash : colors.surface, radius);
  canvas.outline(rect, pressed ? tones.primary : colors.edge, line, radius);
}

void draw_mark(Canvas& canvas, const Rect& box, Mark mark, bool selected, int rank) {
  if (mark == Mark::none) return;
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const TaskColors& task = canvas.task();
  const float size = std::min(box.w, box.h);
  const float x = box.center_x();
  const float y = box.center_y();
  const Rect square{x - size / 2, y - size / 2, size, size};
  const bool round = mark != Mark::check;
  const float radius = round ? size / 2 : size * 0.24F;
  if (!selected) {
    canvas.outline(square.shrunk(m.outline / 2), colors.line_strong, m.outline, radius);
    return;
  }
  canvas.fill(square, task.primary, radius);
  if (mark != Mark::rank) {
    canvas.icon("check", square, std::round(size * 0.76F), colors.on_primary);
    return;
  }
  const float scale = std::min(1.0F, size * 0.8F / m.body);
  canvas.draw(canvas.lay(std::to_string(rank), {.type = Type::body_bold, .scale = scale}), square,
              colors.on_primary, Align::center);
}

Piece mark_piece(Canvas& canvas, Mark mark, bool selected, int rank) {
  if (mark == Mark::none) return nullptr;
  const float size = canvas.m().mark;
  return drawn({size, size}, Room{size, size}, [&canvas, mark, selected, rank](const Rect& rect) {
    draw_mark(canvas, rect, mark, selected, rank);
  });
}

Piece tiles(Canvas& canvas, std::vector<Tile> tiles) {
  const Metrics& m = canvas.m();
  const int count = static_cast<int>(tiles.size());
  auto shared = std::make_shared<std::vector<Tile>>(std::move(tiles));
  Columns columns{.most = std::clamp((count + 1) / 2, 1, 3),
                  .suits =
                      [&canvas, shared](int, float each) {
                        return std::ranges::all_of(*shared, [&](const Tile& tile) {
                          return label_fits(canvas, tile, each);
                        });
                      },
                  .equal_rows = true,
                  .most_row = m.tile_most};
  auto all = grid(m.gap, std::move(columns));
  for (const Tile& tile : *shared) all->add(option(canvas, tile));
  return all;
}

Piece big_tile(Canvas& canvas, const BigTile& tile) {
  const Metrics& m = canvas.m();
  auto face = column(m.inset);
  if (tile.mark != Mark::none) {
    face->add(mark_piece(canvas, tile.mark, tile.selected), {.stand = Stand::end});
  }
  face->add(picture(canvas, tile, tile.hero ? m.badge_hero : m.badge_large),
            {.stand = Stand::middle, .before = 0.0F});
  face->add(big_words(canvas, tile, Align::center));
  return on_ground(canvas, tile, stands(std::move(face), Stand::fill, Stand::middle));
}

Piece lying_tile(Canvas& canvas, const BigTile& tile) {
  const Metrics& m = canvas.m();
  auto face = row(m.inset);
  face->add(picture(canvas, tile, m.badge_large), {.gives = 0});
  face->add(big_words(canvas, tile, Align::start), {.flex = 1});
  face->add(big_mark(canvas, tile), {.gives = 0});
  return on_ground(canvas, tile, stands(std::move(face), Stand::fill, Stand::middle));
}

Piece big_tiles(Canvas& canvas, const std::vector<BigTile>& tiles) {
  const Metrics& m = canvas.m();
  const int count = static_cast<int>(tiles.size());
  const auto suits = [&canvas, tiles](int, float each) {
    const Metrics& sizes = canvas.m();
    return each >= sizes.big_tile_least && std::ranges::all_of(tiles, [&](const BigTile& tile) {
             const float word = longest_word(canvas, tile.label, {.type = Type::lead_bold});
             return word <= each - 2 * sizes.card;
           });
  };
  // Asked with the room there is: as many beside each other as there are, or all lying.
  auto standing =
      grid(m.gap, {.most = count,
                   .suits =
                       [count, suits](int columns, float each) {
                         return columns == 1 || (columns == count && suits(columns, each));
                       },
                   .equal_rows = true,
                   .most_row = m.big_tile});
  for (const BigTile& tile : tiles) standing->add(big_tile(canvas, tile));
  auto lying = column(m.gap);
  for (const BigTile& tile : tiles) lying->add(lying_tile(canvas, tile));
  std::vector<Piece> ways;
  ways.push_back(std::move(standing));
  ways.push_back(std::move(lying));
  return one_of(std::move(ways));
}

}  // namespace samen::ui
