// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "base/secret.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/layout/around.hpp"

// Words and signs as parts of a layout.
namespace samen::ui {

// Words, and what is drawn in their place when they speak of somebody who was given a name or a
// word: the same with that in it. Nodes, and so the ear, keep the words; no cache sees the other.
struct Wording {
  Wording() = default;
  Wording(std::string plain) : words(std::move(plain)) {}  // NOLINT: most words name nobody
  Wording(std::string plain, base::SecretText with_name)
      : words(std::move(plain)), instead(std::move(with_name)) {}
  std::string words;
  base::SecretText instead;
};

struct Text {
  Wording words;
  Look look = {};
  std::string id = {};  // of its node; empty: it belongs to what it stands on
  Role role = Role::text;
  std::string language = {};  // of the words; empty: the screen's
};
// Words in as many lines as they need; smaller rather than broken inside one. Several lines of a
// message are a list of points.
Piece words(Canvas& canvas, Text text);
// The width of the longest of its words, at the size of the look.
float longest_word(Canvas& canvas, std::string_view text, const Look& look);

Piece sign(Canvas& canvas, std::string_view icon, float size, Color color);
// A sign and words beside it.
Piece signed_line(Canvas& canvas, std::string_view icon, Color color, std::string id, Wording text);
// A pictogram in a tinted circle.
Piece badge(Canvas& canvas, std::string_view icon, float diameter, Color circle, Color ink);
void draw_badge(Canvas& canvas, float center_x, float center_y, float diameter,
                std::string_view icon, Color circle, Color ink);

// A pictogram over its words in the middle of a place; it gets smaller and goes before they do.
void draw_face(Canvas& canvas, const Rect& rect, std::string_view icon, std::string_view label,
               Look look, Color ink);

// White, lifted a little: what belongs together on a page.
Piece card(Canvas& canvas, Piece content);
// Words on a tinted ground, as long as they are.
Piece pill(Canvas& canvas, std::string id, Wording text, Color ground);

}  // namespace samen::ui
