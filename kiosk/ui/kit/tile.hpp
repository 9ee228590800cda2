// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {

enum class Chosen : std::uint8_t { no, yes };

// How a tile shows that it is chosen.
enum class Mark : std::uint8_t {
  none,
  radio,  // one of these
  check,  // any of these
  rank,   // the place in a ranking
};
// The mark, centred in `box`.
void draw_mark(Canvas& canvas, const Rect& box, Mark mark, bool selected, int rank = 0);
Piece mark_piece(Canvas& canvas, Mark mark, bool selected, int rank = 0);

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
// Tiles in as many equal columns as their words allow; rows are equally high and grow a little into
// free room.
Piece tiles(Canvas& canvas, std::vector<Tile> tiles);

// A large answer with a picture: above its words (`big`), or beside them (`lying`).
struct BigTile {
  std::string id;
  std::string label;
  std::string detail = {};  // under the label
  std::string_view icon;
  Task task = Task::neutral;
  bool selected = false;
  Mark mark = Mark::none;  // none: an arrow where it lies
  bool hero = false;       // the first thing to see on its screen: larger, on its task's own ground
  Role role = Role::tile;
  Action action = {};
};
Piece big_tile(Canvas& canvas, const BigTile& tile);
Piece lying_tile(Canvas& canvas, const BigTile& tile);
// Beside each other where their words stay whole, else lying below each other.
Piece big_tiles(Canvas& canvas, const std::vector<BigTile>& tiles);

// The ground of a tile: white with an edge, or tinted with a strong edge when chosen.
void draw_tile_ground(Canvas& canvas, const Rect& rect, float radius, bool selected, bool pressed,
                      Task task);

}  // namespace samen::ui
