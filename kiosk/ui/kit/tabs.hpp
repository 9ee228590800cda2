// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// One of a few pages that share a place.
struct Tab {
  std::string id;
  std::string label;
  std::string_view icon;
  bool selected = false;
  Action action = {};
};
// Equal parts of `rect`, beside each other.
void draw_tabs(Canvas& canvas, const Rect& rect, std::span<Tab> tabs);

}  // namespace samen::ui
