// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "kiosk/ui/layout/stack.hpp"

// Parts that hold one other part, or none.
namespace samen::ui {

// Something that draws itself. `height` says what it needs at a width.
Piece drawn(Room width, std::function<Room(float width)> height,
            std::function<void(const Rect&)> draw);
Piece drawn(Room width, Room height, std::function<void(const Rect&)> draw);
// Nothing, so large; with flex it pushes what follows to the end.
Piece space(float side = 0);

// Room on both sides and above and below it.
Piece padded(Piece piece, float sideways, float upright);
// Where it stands in more room than it likes to have.
Piece stands(Piece piece, Stand sideways, Stand upright);
// It takes at least this much, and likes to have it.
Piece at_least(Piece piece, float width, float height);
// It asks for this width whatever it holds.
Piece between(Piece piece, Room width);
// It becomes no wider than this and then stands in the middle.
Piece at_most(Piece piece, float width);
// The ground is drawn first, over the whole place.
Piece over(std::function<void(const Rect&)> ground, Piece piece);
// The first that fits the height there is, else the last: the same content, every time with less
// around it. Its least is what the last needs.
Piece one_of(std::vector<Piece> pieces);

}  // namespace samen::ui
