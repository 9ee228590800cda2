// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {

// One of a few pages that share a place.
struct Tab {
  std::string id;
  std::string label;
  std::string_view icon;
  bool selected = false;
  Action action = {};
};
// Equal parts beside each other.
Piece tabs(Canvas& canvas, std::vector<Tab> tabs);

}  // namespace samen::ui
