// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/layout.hpp"

#include "kiosk/text/wipe.hpp"

namespace samen::text {

Layout::~Layout() {
  if (!secret) return;
  wipe_all(lines);
  wipe_all(glyphs);
  wipe_all(carets);
  wipe_all(drawn.quads);
  wipe_all(drawn.shelves);
  ink = {};
  width = left = box_width = 0;
}

}  // namespace samen::text
