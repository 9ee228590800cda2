// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// How a tile shows that it is chosen.
enum class Mark : std::uint8_t {
  none,
  radio,  // one of these
  check,  // any of these
  rank,   // the place in a ranking
};

// An option: pictogram in a tinted circle, words, and a mark at the end.
struct Tile {
  std::string id;
  std::string label;
  std::string_view icon;
  bool selected = false;
  Mark mark = Mark::radio;
  int rank = 0;  // Mark::rank: 1.. when chosen
  Action action = {};
};

// Tiles in as many equal columns as their words allow; rows are equally high. `most_height` lets
// few tiles grow into the room there is. Returns the bottom.
float draw_tiles(Canvas& canvas, const Rect& area, std::span<Tile> tiles, float most_height);

// One large tile with the pictogram above its words; `detail` stands under the label.
struct BigTile {
  std::string id;
  std::string label;
  std::string detail = {};
  std::string_view icon;
  Task task = Task::neutral;
  bool selected = false;
  bool marked = false;  // has a mark that shows whether it is chosen
  bool hero = false;    // the first thing to see on its screen: larger, on its task's own ground
  Role role = Role::tile;
};
// The height it needs at a width.
float big_tile_height(Canvas& canvas, const BigTile& tile, float width);
void draw_big_tile(Canvas& canvas, const Rect& rect, const BigTile& tile, Action action);

// The same content lying down: pictogram at the start, words beside it, an arrow at the end.
float row_tile_height(Canvas& canvas, const BigTile& tile, float width);
void draw_row_tile(Canvas& canvas, const Rect& rect, const BigTile& tile, Action action);

// The ground of a tile: white with a soft shadow, or tinted with a strong edge when chosen.
void draw_tile_ground(Canvas& canvas, const Rect& rect, float radius, bool selected, bool pressed,
                      Task task);
// The mark, centred in `box`.
void draw_mark(Canvas& canvas, const Rect& box, Mark mark, bool selected, int rank = 0);

}  // namespace samen::ui
