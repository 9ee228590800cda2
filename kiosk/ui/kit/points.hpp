// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// A message of several lines is a list of points: a bullet, and the words of each hanging beside
// it.
bool has_points(std::string_view text);
float points_height(Canvas& canvas, std::string_view text, const Look& look, float width);
// Draws it from the top of the box and registers one node for the whole; returns the height.
float draw_points(Canvas& canvas, std::string_view id, std::string_view text, const Look& look,
                  const Rect& box);

}  // namespace samen::ui
