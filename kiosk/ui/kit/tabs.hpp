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
// Equal parts beside each other, in more lines where their words need them.
Piece tabs(Canvas& canvas, std::vector<Tab> tabs);
// Looks at what is on one page: quieter, since the page stays the same.
float one_line(Canvas& canvas, const std::vector<Tab>& tabs);  // the width that takes
Piece filters(Canvas& canvas, std::vector<Tab> filters);

}  // namespace samen::ui
